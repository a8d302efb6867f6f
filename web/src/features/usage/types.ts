import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];

export type UsageView = Schemas["UsageView"];
export type Today = UsageView["today"];
export type DayUsage = UsageView["days"][number];
export type Amounts = Omit<DayUsage, "date">;
