import { addDays } from "@/ui/time";
import { formatCost, formatCount } from "@/ui/numbers";
import type { Amounts, DayUsage } from "./types";

export const MEASURES = [
  { value: "tokens", label: "Tokens" },
  { value: "cost", label: "Cost" },
  { value: "calls", label: "Calls" },
] as const;
export type Measure = (typeof MEASURES)[number]["value"];

const NONE: Amounts = { calls: 0, input_tokens: 0, output_tokens: 0, cost_micros: 0 };

/** `count` days up to `last`, those without use as zeros. */
export function fillDays(days: DayUsage[], last: string, count: number): DayUsage[] {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: count }, (_, place) => {
    const date = addDays(last, place - count + 1);
    return known.get(date) ?? { ...NONE, date };
  });
}

export function valueOf(amounts: Amounts, measure: Measure): number {
  if (measure === "cost") return amounts.cost_micros;
  return measure === "calls" ? amounts.calls : amounts.input_tokens + amounts.output_tokens;
}

export function inWords(value: number, measure: Measure): string {
  if (measure === "cost") return formatCost(value);
  const unit = measure === "calls" ? "call" : "token";
  return `${formatCount(value)} ${value === 1 ? unit : `${unit}s`}`;
}

/** The next round number that is at least `value`: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
