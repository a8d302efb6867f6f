import { describe, expect, it } from "vitest";
import { draftsOf, edited } from "./drafts";
import type { Drafts } from "./drafts";
import { fieldsOf, referenceText } from "./fields";

// As pydantic writes it for planner.create_task, with a number and an object added.
const schema = {
  $defs: { Priority: { enum: ["low", "medium", "high"], type: "string" } },
  type: "object",
  required: ["title"],
  properties: {
    title: { type: "string", minLength: 1, maxLength: 300, description: "what to do" },
    description: { type: "string", maxLength: 5000, default: "" },
    due: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }], default: null },
    priority: { $ref: "#/$defs/Priority", default: "medium" },
    tags: { type: "array", items: { type: "string" } },
    minutes: { type: "integer", minimum: 1, maximum: 90 },
    done: { type: "boolean" },
    filters: { type: "object" },
  },
};
const given = {
  title: "Buy milk",
  due: "2026-11-22T08:00:00Z",
  priority: "high",
  tags: ["home"],
  minutes: 20,
};
const zone = "Europe/Zagreb";
const fields = fieldsOf(schema, given);
const edit = (drafts: Drafts) => edited(fields, given, drafts, zone);

describe("the arguments of a capability", () => {
  it("become fields by their types", () => {
    expect(fields.map((each) => [each.name, each.kind])).toEqual([
      ["title", "text"],
      ["due", "time"],
      ["priority", "choice"],
      ["tags", "list"],
      ["minutes", "integer"],
      ["description", "long"],
      ["done", "boolean"],
      ["filters", "json"],
    ]);
    expect(fields[0]).toMatchObject({ label: "Title", hint: "what to do", required: true });
    expect(fields[1]).toMatchObject({ nullable: true });
    expect(fields[2]?.options).toEqual(["low", "medium", "high"]);
  });

  it("become fields by their values where there is no schema", () => {
    const kinds = fieldsOf(undefined, { a: "x", b: 2, c: true, d: ["x"], e: { f: 1 } }).map(
      (each) => each.kind,
    );
    expect(kinds).toEqual(["text", "number", "boolean", "list", "json"]);
  });

  it("cannot be edited where they come from an earlier step", () => {
    expect(fieldsOf(schema, { title: "${s1.title}" })[0]?.kind).toBe("reference");
    expect(referenceText("${s1.task.title}")).toBe("result of step 1: task title");
  });

  it("show times on the person's clock", () => {
    expect(draftsOf(fields, given, zone).due).toBe("2026-11-22T09:00");
    expect(draftsOf(fields, { due: "2026-11-22T07:30" }, zone).due).toBe("2026-11-22T07:30");
  });

  it("stay exactly as they are when nothing was touched", () => {
    expect(edit(draftsOf(fields, given, zone))).toEqual({ values: given, problems: {}, changed: false });
  });

  it("take what was typed by its type", () => {
    const { values, problems } = edit({
      due: "2026-11-23T10:00",
      minutes: "45",
      tags: ["a", "b"],
      done: true,
      filters: '{"a": 1}',
    });
    expect(problems).toEqual({});
    expect(values).toEqual({
      ...given,
      due: "2026-11-23T09:00:00Z",
      minutes: 45,
      tags: ["a", "b"],
      done: true,
      filters: { a: 1 },
    });
  });

  it("are emptied as far as they may be", () => {
    const { values, problems } = edit({ title: " ", due: "", minutes: "" });
    expect(problems).toEqual({ title: "This is needed." });
    expect(values).toMatchObject({ due: null, minutes: undefined });
  });

  it.each([
    [{ minutes: "soon" }, "This is not a number."],
    [{ minutes: "2.5" }, "Only whole numbers."],
    [{ minutes: "0" }, "At least 1."],
    [{ minutes: "99" }, "At most 90."],
    [{ filters: "{" }, "This is not valid JSON."],
    [{ due: "2026-11-99T10:00" }, "This is no date with a time."],
    [{ title: "x".repeat(301) }, "At most 300 characters."],
  ])("say what is wrong with %o", (drafts, words) => {
    expect(Object.values(edit(drafts).problems)).toEqual([words]);
  });
});
