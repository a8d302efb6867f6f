import type { Period } from "./types";

export const PERIODS = [
  { value: "today", label: "Today" },
  { value: "yesterday", label: "Yesterday" },
  { value: "this week", label: "This week" },
  { value: "last week", label: "Last week" },
  { value: "last 7 days", label: "Last 7 days" },
  { value: "last 30 days", label: "Last 30 days" },
  { value: "this month", label: "This month" },
  { value: "last month", label: "Last month" },
] as const;

const USUAL: Period = "last 7 days";

/** The period named in an address, or the usual one. */
export function periodOf(words: string | null): Period {
  return PERIODS.find(({ value }) => value === words)?.value ?? USUAL;
}
