/** Reads "tomorrow at 9" out of a title, as a time on the person's clock. */
import { instantOf, zoned, type Clock } from "@/ui/time";

export interface FoundDate {
  instant: string;
  timed: boolean; // a time of day was said, not only a day
  phrase: string;
  rest: string; // the title without it
}

const MORNING = 9; // when only a day is said

/** chrono-node is loaded when the first title is typed. Null: there is no date in it. */
export async function findDate(text: string, clock: Clock): Promise<FoundDate | null> {
  const chrono = await import("chrono-node/en");
  const now = zoned(clock.now.toISOString(), clock.zone);
  const reference = { instant: clock.now, timezone: now.offsetNanoseconds / 60e9 };
  const found = chrono.parse(text, reference, { forwardDate: true }).at(-1);
  if (!found) return null;
  const { start } = found;
  const timed = start.isCertain("hour");
  const part = (name: "year" | "month" | "day" | "hour" | "minute") => start.get(name) ?? 0;
  const day = [String(part("year")), two(part("month")), two(part("day"))].join("-");
  const time =
    timed || said(found.text) ? `${two(part("hour"))}:${two(part("minute"))}` : `${two(MORNING)}:00`;
  return {
    instant: instantOf(day, time, clock.zone),
    timed: timed || said(found.text),
    phrase: found.text,
    rest: tidy(text.slice(0, found.index) + text.slice(found.index + found.text.length)),
  };
}

/** "tonight" and "in two hours" say a time without an hour. */
function said(phrase: string): boolean {
  return /\b(tonight|noon|midnight|morning|afternoon|evening|hours?|minutes?|mins?|h)\b/i.test(phrase);
}

function tidy(title: string): string {
  return title
    .replace(/\s+/g, " ")
    .replace(/\s+(on|at|by|for|until|due)?\s*$/i, "")
    .replace(/^\s*(on|at|by)\s+/i, "")
    .trim();
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
