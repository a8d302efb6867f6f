import type { components } from "@/api/schema.gen";
import type { PERIODS } from "./periods";

type Schemas = components["schemas"];

export type GroupView = Schemas["GroupView"];
export type GroupReport = Schemas["ReportView"];
export type Totals = Schemas["TotalsView"];
export type DayCount = Schemas["DayView"];
export type Period = (typeof PERIODS)[number]["value"];

/** What a person decides about themselves; what is left out stays. */
export interface Choice {
  counted?: boolean;
  daily?: boolean;
  keep_days?: number;
}
