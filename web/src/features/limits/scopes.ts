import { counted, formatCost } from "@/ui/numbers";
import type { Limit } from "./types";

export const EVERYONE = "everyone";
export const PERSON = "person";

export function isNamed(scope: string): boolean {
  return scope === EVERYONE || scope === PERSON;
}

/** Names of people and agents by scope: "user:ID", "agent:ID". */
export type Names = Map<string, string>;

export function scopeWords(scope: string, names: Names): { title: string; about: string } {
  if (scope === EVERYONE) return { title: "Everybody together", about: "All people and agents, summed up." };
  if (scope === PERSON) return { title: "Each person", about: "Whoever has no limit of their own." };
  const name = names.get(scope);
  if (scope.startsWith("agent:"))
    return { title: name ?? "An agent that is gone", about: "Everybody who asks this agent, together." };
  return { title: name ?? "A person who is gone", about: "This person, in place of the limit of each." };
}

export function amountWords({ tokens_per_day, cost_micros_per_day }: Limit): string {
  const parts = [
    tokens_per_day === null ? "" : counted(tokens_per_day, "token"),
    cost_micros_per_day === null ? "" : formatCost(cost_micros_per_day),
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(" and ")} a day` : "No limit";
}

/** The limit that holds for a person: their own, else that of each. */
export function limitOf(userId: string, limits: Limit[]): Limit | undefined {
  return (
    limits.find(({ scope }) => scope === `user:${userId}`) ?? limits.find(({ scope }) => scope === PERSON)
  );
}

/** The two that are always there first, then the others by name. */
export function ordered(limits: Limit[], names: Names): Limit[] {
  const always = [EVERYONE, PERSON].map(
    (scope) =>
      limits.find((limit) => limit.scope === scope) ?? {
        scope,
        tokens_per_day: null,
        cost_micros_per_day: null,
      },
  );
  const others = limits.filter(({ scope }) => !isNamed(scope));
  const title = (limit: Limit) => scopeWords(limit.scope, names).title;
  return [...always, ...others.toSorted((one, other) => title(one).localeCompare(title(other)))];
}
