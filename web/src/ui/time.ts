/** Instants shown and entered in the person's zone, never in the browser's. */
import { Temporal } from "temporal-polyfill";

export interface Clock {
  zone: string;
  now: Date;
  locale: string;
}

export type DayKey = string; // "2026-11-21"

export function zoned(iso: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(zone);
}

export function dayKey(iso: string | Date, zone: string): DayKey {
  const text = typeof iso === "string" ? iso : iso.toISOString();
  return zoned(text, zone).toPlainDate().toString();
}

export function addDays(day: DayKey, count: number): DayKey {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

export function daysBetween(from: DayKey, to: DayKey): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;
}

/** Monday of the week that `day` is in. */
export function weekStart(day: DayKey): DayKey {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The instant of a wall-clock time in the zone; a time that the clocks skip moves forward, as clocks do. */
export function instantOf(day: DayKey, time: string, zone: string): string {
  return toIso(Temporal.PlainDate.from(day).toPlainDateTime(time).toZonedDateTime(zone));
}

export function addMinutes(iso: string, minutes: number): string {
  return new Date(Date.parse(iso) + minutes * 60_000).toISOString().replace(".000Z", "Z");
}

export function wallTime(iso: string, zone: string): string {
  return zoned(iso, zone).toPlainTime().toString({ smallestUnit: "minute" });
}

function toIso(moment: Temporal.ZonedDateTime): string {
  return moment.toInstant().toString({ smallestUnit: "second" });
}

/** "Today", "Tomorrow", "Friday" within the coming week, else "Fri 27 Nov", with the year when it is another one. */
export function formatDay(iso: string, clock: Clock): string {
  return formatDate(dayKey(iso, clock.zone), clock);
}

export function formatDate(day: DayKey, clock: Clock): string {
  const today = dayKey(clock.now, clock.zone);
  const distance = daysBetween(today, day);
  if (distance >= -1 && distance <= 1) return ["Yesterday", "Today", "Tomorrow"][distance + 1] ?? "";
  if (distance > 1 && distance < 7) return plain(day, clock, { weekday: "long" });
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : ("numeric" as const);
  return plain(day, clock, { weekday: "short", day: "numeric", month: "short", year });
}

export function formatFullDate(day: DayKey, clock: Clock): string {
  return plain(day, clock, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function plain(day: DayKey, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  return format(`${day}T00:00:00Z`, clock.locale, "UTC", options).replace(",", "");
}

export function formatTime(iso: string, clock: Clock): string {
  return format(iso, clock.locale, clock.zone, { hour: "2-digit", minute: "2-digit" });
}

/** "Tomorrow, 09:00". */
export function formatWhen(iso: string, clock: Clock): string {
  return `${formatDay(iso, clock)}, ${formatTime(iso, clock)}`;
}

/** Unambiguous, for titles and confirmations: "Sunday 22 November 2026, 09:00 CET". */
export function formatExact(iso: string, clock: Clock): string {
  const day = formatFullDate(dayKey(iso, clock.zone), clock);
  const time = format(iso, clock.locale, clock.zone, {
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return `${day}, ${time}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "in 20 minutes", "2 hours ago", "just now". */
export function formatRelative(iso: string, clock: Clock): string {
  const seconds = (Date.parse(iso) - clock.now.getTime()) / 1000;
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size * 0.95);
  if (!step) return seconds > 0 ? "in less than a minute" : "just now";
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat(clock.locale, { numeric: "always" }).format(
    Math.round(seconds / size),
    unit,
  );
}

const formats = new Map<string, Intl.DateTimeFormat>(); // making one takes ~50 µs, a list makes hundreds

function format(iso: string, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, timeZone, options]);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(key, found);
  }
  return found.format(new Date(iso));
}
