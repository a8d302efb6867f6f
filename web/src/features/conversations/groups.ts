import type { ConversationView } from "@/api/types";
import { dayKey, daysBetween, plain } from "@/ui/time";
import type { Clock } from "@/ui/time";

export interface Group {
  name: string;
  items: ConversationView[];
}

/** Newest first, under "Today", "Yesterday", "Last 7 days", "Last 30 days", then by month. */
export function groupByDate(conversations: ConversationView[], clock: Clock): Group[] {
  const groups = new Map<string, ConversationView[]>();
  const newestFirst = conversations.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at));
  for (const conversation of newestFirst) {
    const name = groupName(conversation.updated_at, clock);
    groups.set(name, [...(groups.get(name) ?? []), conversation]);
  }
  return [...groups].map(([name, items]) => ({ name, items }));
}

function groupName(iso: string, clock: Clock): string {
  const day = dayKey(iso, clock.zone);
  const age = daysBetween(day, dayKey(clock.now, clock.zone));
  if (age <= 0) return "Today";
  if (age === 1) return "Yesterday";
  if (age <= 7) return "Last 7 days";
  if (age <= 30) return "Last 30 days";
  return plain(day, clock, { month: "long", year: "numeric" });
}
