/** Where events stand in a week grid: wall-clock minutes of each day, and columns where they overlap. */
import { addDays, dayKey, wallTime, type DayKey } from "@/ui/time";

export interface Span {
  id: string;
  start: string;
  end: string;
}

export interface Segment<T extends Span> {
  event: T;
  day: DayKey;
  from: number; // minutes since midnight, by the wall clock
  to: number;
  column: number;
  columns: number;
  continuesBefore: boolean;
  continuesAfter: boolean;
}

export interface Week<T extends Span> {
  days: DayKey[];
  timed: Map<DayKey, Segment<T>[]>;
  allDay: { event: T; first: number; last: number; row: number }[]; // indexes into days
}

const DAY = 24 * 60;
const SHORTEST = 24; // a shorter event is drawn this long, so it occupies this much

export function layoutWeek<T extends Span>(events: T[], first: DayKey, count: number, zone: string): Week<T> {
  const days = Array.from({ length: count }, (_, index) => addDays(first, index));
  const ordered = [...events].sort((a, b) => a.start.localeCompare(b.start) || b.end.localeCompare(a.end));
  const long = ordered.filter(isAllDay);
  const short = ordered.filter((event) => !isAllDay(event));
  return {
    days,
    timed: new Map(days.map((day) => [day, columnise(segmentsOf(short, day, zone))])),
    allDay: stack(long, days, zone),
  };
}

function isAllDay(event: Span): boolean {
  return Date.parse(event.end) - Date.parse(event.start) >= DAY * 60_000;
}

function segmentsOf<T extends Span>(events: T[], day: DayKey, zone: string): Segment<T>[] {
  return events.flatMap((event) => {
    const startDay = dayKey(event.start, zone);
    const endDay = dayKey(event.end, zone);
    if (startDay > day || endDay < day) return [];
    const from = startDay < day ? 0 : minutes(event.start, zone);
    const to = endDay > day ? DAY : minutes(event.end, zone);
    if (to <= from && startDay < day) return []; // ends at midnight: nothing of it is on this day
    const ends = Math.min(DAY, Math.max(to, from + SHORTEST));
    const edges = {
      continuesBefore: startDay < day,
      continuesAfter: endDay > day && to === DAY && !endsAtMidnight(event, day, zone),
    };
    return [{ event, day, from, to: ends, column: 0, columns: 1, ...edges }];
  });
}

function endsAtMidnight(event: Span, day: DayKey, zone: string): boolean {
  return dayKey(event.end, zone) === addDays(day, 1) && minutes(event.end, zone) === 0;
}

function minutes(iso: string, zone: string): number {
  const [hour, minute] = wallTime(iso, zone).split(":").map(Number) as [number, number];
  return hour * 60 + minute;
}

/** Overlapping segments form a cluster; each takes the first free column, all are as wide as the cluster allows. */
function columnise<T extends Span>(segments: Segment<T>[]): Segment<T>[] {
  const ordered = [...segments].sort((a, b) => a.from - b.from || b.to - a.to);
  let cluster: Segment<T>[] = [];
  let until = -1;
  for (const segment of ordered) {
    if (segment.from >= until) {
      widen(cluster);
      cluster = [];
    }
    const taken = new Set(cluster.filter((other) => other.to > segment.from).map((other) => other.column));
    while (taken.has(segment.column)) segment.column += 1;
    cluster.push(segment);
    until = Math.max(until, segment.to);
  }
  widen(cluster);
  return ordered;
}

function widen<T extends Span>(cluster: Segment<T>[]): void {
  const columns = Math.max(0, ...cluster.map((segment) => segment.column)) + 1;
  for (const segment of cluster) segment.columns = columns;
}

function stack<T extends Span>(events: T[], days: DayKey[], zone: string): Week<T>["allDay"] {
  const placed: Week<T>["allDay"] = [];
  const [firstDay, lastDay] = [days[0] ?? "", days.at(-1) ?? ""];
  for (const event of events) {
    const from = dayKey(event.start, zone);
    const to = dayKey(new Date(Date.parse(event.end) - 1), zone); // an end at midnight belongs to the day before
    if (from > lastDay || to < firstDay) continue;
    const first = Math.max(0, days.indexOf(from));
    const last = to > lastDay ? days.length - 1 : days.indexOf(to);
    let row = 0;
    while (placed.some((other) => other.row === row && other.first <= last && other.last >= first)) row += 1;
    placed.push({ event, first, last, row });
  }
  return placed;
}
