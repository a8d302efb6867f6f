import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];

/** Of "everyone" (all together), "person" (the default of each), "user:ID" or "agent:ID". */
export type Limit = Required<Schemas["Limit"]>; // the server leaves nothing out
export type PersonToday = Schemas["PersonUsage"];
