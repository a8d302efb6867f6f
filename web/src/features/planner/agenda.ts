/** What a day holds, in the order in which it happens. */
import { addDays, dayKey, type Clock } from "@/ui/time";
import type { CalendarEvent, Reminder, Task } from "./types";

export type Entry =
  | { kind: "task"; at: string; item: Task }
  | { kind: "reminder"; at: string; item: Reminder }
  | { kind: "event"; at: string; item: CalendarEvent };

export interface Agenda {
  overdue: Task[];
  /** Open tasks without a date, the most important first. */
  undated: Task[];
  days: { day: string; entries: Entry[] }[];
}

interface Plans {
  tasks: Task[];
  reminders: Reminder[];
  events: CalendarEvent[];
}

/** `count` days from today on. A task is overdue once its time is past, also today. */
export function agendaOf({ tasks, reminders, events }: Plans, clock: Clock, count: number): Agenda {
  const today = dayKey(clock.now, clock.zone);
  const now = clock.now.getTime();
  const due = tasks.filter((task) => task.status === "open" && task.due !== null);
  const overdue = due.filter((task) => Date.parse(task.due ?? "") < now);
  const entries: Entry[] = [
    ...due
      .filter((task) => !overdue.includes(task))
      .map((item) => ({ kind: "task" as const, at: item.due ?? "", item })),
    ...reminders
      .filter((item) => item.status === "scheduled")
      .map((item) => ({ kind: "reminder" as const, at: item.time, item })),
    ...events
      .filter((item) => item.status === "confirmed")
      .map((item) => ({ kind: "event" as const, at: item.start, item })),
  ];
  const days = Array.from({ length: count }, (_, index) => addDays(today, index));
  return {
    overdue: overdue.sort((a, b) => (a.due ?? "").localeCompare(b.due ?? "")),
    undated: orderTasks(tasks.filter((task) => task.status === "open" && task.due === null)),
    days: days.map((day) => ({
      day,
      entries: entriesOn(entries, day, clock.zone),
    })),
  };
}

export function entriesOn(entries: readonly Entry[], day: string, zone: string): Entry[] {
  return entries.filter((entry) => isOn(entry, day, zone)).sort(byTime);
}

function isOn(entry: Entry, day: string, zone: string): boolean {
  if (entry.kind !== "event") return dayKey(entry.at, zone) === day;
  const last = dayKey(new Date(Math.max(Date.parse(entry.item.start), Date.parse(entry.item.end) - 1)), zone);
  return dayKey(entry.at, zone) <= day && last >= day;
}

function byTime(a: Entry, b: Entry): number {
  return Date.parse(a.at) - Date.parse(b.at);
}

/** Open tasks: those with a time first, then by weight. */
export function orderTasks(tasks: Task[]): Task[] {
  const weight = { high: 0, medium: 1, low: 2 };
  return [...tasks].sort(
    (a, b) =>
      (a.due ? Date.parse(a.due) : Infinity) - (b.due ? Date.parse(b.due) : Infinity) ||
      weight[a.priority] - weight[b.priority] ||
      a.created_at.localeCompare(b.created_at),
  );
}
