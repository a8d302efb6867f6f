/** An argument's value as people read it. */
import { formatExact, zoned } from "@/ui/time";
import type { Clock } from "@/ui/time";
import { isReference, referenceText } from "./fields";
import type { Arguments, Field } from "./fields";

export function isGiven(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}

/** The text of a value, or null for one that is best shown as the data it is. */
export function shownValue(field: Field, value: unknown, clock: Clock): string | null {
  if (isReference(value)) return referenceText(String(value));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string")
    return field.kind === "time" || isInstant(value) ? when(value, clock) : value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ");
  return null;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
}

function when(text: string, clock: Clock): string {
  try {
    return formatExact(zoned(text, clock.zone).toInstant().toString(), clock);
  } catch {
    return text.replace("T", " "); // a time on the person's own clock
  }
}

/** The arguments in three parts: given, filled in by themselves, and left empty. What is exact says all of it. */
export function parted(fields: Field[], values: Arguments) {
  const absent = fields.filter((field) => !isGiven(values[field.name]));
  const byDefault = (field: Field) => values[field.name] === undefined && isGiven(field.preset);
  return {
    given: fields.filter((field) => isGiven(values[field.name])),
    presets: absent.filter(byDefault),
    empty: absent.filter((field) => !byDefault(field)).map((field) => field.label.toLowerCase()),
  };
}
