import { addDays, dayKey, instantOf } from "@/ui/time";
import type { Clock } from "@/ui/time";
import type { EffectView } from "@/api/effects";

export interface Filters {
  status: string;
  package: string;
  /** The name of a span in SPANS. */
  when: string;
}

export const SPANS = [
  { value: "today", label: "Today", days: 0 },
  { value: "week", label: "Last 7 days", days: 6 },
  { value: "month", label: "Last 30 days", days: 29 },
];

export function filtersOf(params: URLSearchParams): Filters {
  return {
    status: params.get("status") ?? "",
    package: params.get("package") ?? "",
    when: params.get("when") ?? "",
  };
}

/** The beginning of the span, at midnight of the person's zone; "" without one. */
export function sinceOf(when: string, clock: Clock): string {
  const span = SPANS.find(({ value }) => value === when);
  return span ? instantOf(addDays(dayKey(clock.now, clock.zone), -span.days), "00:00", clock.zone) : "";
}

export function matches(effect: EffectView, { status, package: name }: Filters): boolean {
  return (!status || effect.status === status) && (!name || effect.capability.startsWith(`${name}.`));
}

/** The days of the effects, newest first, each with its own. */
export function byDay(effects: EffectView[], zone: string): [string, EffectView[]][] {
  const days = new Map<string, EffectView[]>();
  for (const effect of effects) {
    const day = dayKey(effect.at, zone);
    days.set(day, [...(days.get(day) ?? []), effect]);
  }
  return [...days];
}
