/** The arguments of a capability as fields of a form, from their JSON schema; without one, from the values. */

export type Arguments = Record<string, unknown>;
export type Kind =
  "text" | "long" | "number" | "integer" | "boolean" | "choice" | "time" | "list" | "json" | "reference";

export interface Field {
  name: string;
  label: string;
  hint: string;
  kind: Kind;
  required: boolean;
  nullable: boolean;
  options: string[];
  least: number | undefined;
  most: number | undefined;
  longest: number | undefined;
  /** What it is where it is not given. */
  preset: unknown;
}

export type Schema = Record<string, unknown>;

const LONG = 400; // characters that a single line is not meant for

export function fieldsOf(schema: Schema | undefined, values: Arguments): Field[] {
  const properties = asSchema(schema?.properties) ?? {};
  const required = Array.isArray(schema?.required) ? schema.required : [];
  const names = [...new Set([...Object.keys(values), ...Object.keys(properties)])];
  return names.map((name) => {
    const own = asSchema(properties[name]);
    return fieldOf(
      name,
      own && schema ? resolved(own, schema) : undefined,
      values[name],
      required.includes(name),
    );
  });
}

function fieldOf(name: string, schema: Schema | undefined, value: unknown, required: boolean): Field {
  return {
    name,
    label: labelOf(name),
    hint: typeof schema?.description === "string" ? schema.description : "",
    kind: isReference(value) ? "reference" : schema ? kindOfSchema(schema) : kindOfValue(value),
    required,
    nullable: schema ? schema.nullable === true : value === null,
    options: Array.isArray(schema?.enum) ? schema.enum.map(String) : [],
    least: numberIn(schema, "minimum"),
    most: numberIn(schema, "maximum"),
    longest: numberIn(schema, "maxLength"),
    preset: schema?.default,
  };
}

/** "due_before" → "Due before" */
export function labelOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The result of an earlier step stands here, which only the run knows. */
export function isReference(value: unknown): boolean {
  return typeof value === "string" && /\$\{[\w.]+\}/.test(value);
}

/** "${s1.task_id}" → "result of step 1: task id" */
export function referenceText(value: string): string {
  return value.replace(/\$\{s(\d+)\.?([\w.]*)\}/g, (_, step: string, path: string) => {
    const what = path.replaceAll(/[._]/g, " ").trim();
    return `result of step ${step}${what ? `: ${what}` : ""}`;
  });
}

/** References followed, and "this or null" as this that may be null. */
function resolved(schema: Schema, root: Schema): Schema {
  const target = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1) : undefined;
  const found = target ? asSchema(asSchema(root.$defs)?.[target]) : undefined;
  if (found) return { ...found, ...schema, $ref: undefined };
  const choices = Array.isArray(schema.anyOf)
    ? schema.anyOf.map(asSchema).filter((each) => each !== null)
    : [];
  const real = choices.filter((each) => each.type !== "null");
  const [only] = real;
  if (!only || real.length > 1) return schema;
  return { ...resolved(only, root), ...schema, anyOf: undefined, nullable: real.length < choices.length };
}

function kindOfSchema(schema: Schema): Kind {
  if (Array.isArray(schema.enum)) return "choice";
  if (schema.type === "boolean" || schema.type === "integer" || schema.type === "number") return schema.type;
  if (schema.type === "array") return asSchema(schema.items)?.type === "string" ? "list" : "json";
  if (schema.type !== "string") return "json";
  if (schema.format === "date-time") return "time";
  return (numberIn(schema, "maxLength") ?? 0) > LONG ? "long" : "text";
}

function kindOfValue(value: unknown): Kind {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return value.length > LONG / 4 || value.includes("\n") ? "long" : "text";
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return "list";
  return "json";
}

function numberIn(schema: Schema | undefined, name: string): number | undefined {
  const value = schema?.[name];
  return typeof value === "number" ? value : undefined;
}

function asSchema(value: unknown): Schema | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : null;
}
