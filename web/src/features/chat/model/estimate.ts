/** What a plan takes, in words. */
import type { Estimate, StepView } from "@/api/types";
import { formatCost, formatShort } from "@/ui/numbers";
import { duration } from "./duration";

/** Seconds along the longest path: steps that do not need each other run at once. */
export function longestPath(steps: StepView[]): number {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const known = new Map<string, number>();
  const until = (id: string, above: string[]): number => {
    const found = known.get(id);
    const step = byId.get(id);
    if (found !== undefined) return found;
    if (!step || above.includes(id)) return 0; // a circle is no plan; the server refuses it
    const before = Math.max(0, ...step.depends_on.map((needed) => until(needed, [...above, id])));
    const total = before + step.seconds;
    known.set(id, total);
    return total;
  };
  return Math.max(0, ...steps.map((step) => until(step.id, [])));
}

/** Worth saying: longer than a blink, or not for free. */
export function isWorthSaying({ seconds, tokens, cost_micros }: Estimate): boolean {
  return seconds >= 2 || tokens > 0 || cost_micros > 0;
}

/** "about 12 s, 3.1K tokens, $0.02" */
export function estimateText({ seconds, tokens, cost_micros }: Estimate): string {
  const whole = Math.max(1, Math.round(seconds));
  const parts = [`about ${whole < 60 ? `${String(whole)} s` : duration(whole * 1000)}`];
  if (tokens > 0) parts.push(`${formatShort(tokens)} tokens`);
  if (cost_micros > 0) parts.push(formatCost(cost_micros));
  return parts.join(", ");
}
