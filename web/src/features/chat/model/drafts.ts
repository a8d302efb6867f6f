/** What stands in a field while it is edited, and the value it means. */
import { instantOf, zoned } from "@/ui/time";
import type { Arguments, Field } from "./fields";

export type Draft = string | boolean | string[];
export type Meant = { value: unknown } | { problem: string };

export function draftOf({ kind, preset }: Field, given: unknown, zone: string): Draft {
  const value = given === undefined ? preset : given;
  if (kind === "boolean") return value === true;
  if (kind === "list") return Array.isArray(value) ? value.map(String) : [];
  if (value === undefined || value === null) return "";
  if (kind === "time") return wallTimeOf(String(value), zone);
  return typeof value === "string" ? value : JSON.stringify(value, null, kind === "json" ? 2 : 0);
}

/** An instant on the person's clock, as a date-and-time box wants it; a time without an offset is on that clock. */
function wallTimeOf(value: string, zone: string): string {
  try {
    return zoned(value, zone).toPlainDateTime().toString({ smallestUnit: "minute" });
  } catch {
    return value.slice(0, 16);
  }
}

/** The value of a draft; `undefined` leaves the argument out. */
export function meant(field: Field, draft: Draft, zone: string): Meant {
  if (typeof draft === "boolean") return { value: draft };
  if (Array.isArray(draft)) return field.required && draft.length === 0 ? MISSING : { value: draft };
  if (draft.trim() === "") return empty(field);
  if (field.longest !== undefined && draft.length > field.longest)
    return { problem: `At most ${String(field.longest)} characters.` };
  switch (field.kind) {
    case "number":
    case "integer":
      return numberOf(field, draft);
    case "time":
      return timeOf(draft, zone);
    case "json":
      return jsonOf(draft);
    default:
      return { value: draft };
  }
}

const MISSING: Meant = { problem: "This is needed." };

function empty({ kind, required, nullable }: Field): Meant {
  if (required && !nullable) return MISSING;
  if (nullable) return { value: null };
  return { value: kind === "text" || kind === "long" ? "" : undefined };
}

function numberOf({ kind, least, most }: Field, draft: string): Meant {
  const value = Number(draft);
  if (!Number.isFinite(value)) return { problem: "This is not a number." };
  if (kind === "integer" && !Number.isInteger(value)) return { problem: "Only whole numbers." };
  if (least !== undefined && value < least) return { problem: `At least ${String(least)}.` };
  if (most !== undefined && value > most) return { problem: `At most ${String(most)}.` };
  return { value };
}

function timeOf(draft: string, zone: string): Meant {
  const [day = "", time = ""] = draft.split("T");
  try {
    return { value: instantOf(day, time, zone) };
  } catch {
    return { problem: "This is no date with a time." };
  }
}

function jsonOf(draft: string): Meant {
  try {
    return { value: JSON.parse(draft) as unknown };
  } catch {
    return { problem: "This is not valid JSON." };
  }
}

export type Drafts = Record<string, Draft>;

export function draftsOf(fields: Field[], values: Arguments, zone: string): Drafts {
  return Object.fromEntries(fields.map((field) => [field.name, draftOf(field, values[field.name], zone)]));
}

export interface Edited {
  values: Arguments;
  problems: Record<string, string>;
  changed: boolean;
}

/** The arguments after editing. What was not touched stays exactly as it was, also what is not given. */
export function edited(fields: Field[], values: Arguments, drafts: Drafts, zone: string): Edited {
  const result: Edited = { values: { ...values }, problems: {}, changed: false };
  for (const field of fields) {
    const draft = drafts[field.name];
    const before = draftOf(field, values[field.name], zone);
    if (draft === undefined || JSON.stringify(draft) === JSON.stringify(before)) continue;
    const meaning = meant(field, draft, zone);
    result.changed = true;
    if ("problem" in meaning) result.problems[field.name] = meaning.problem;
    else result.values[field.name] = meaning.value;
  }
  return result;
}
