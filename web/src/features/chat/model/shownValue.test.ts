import { describe, expect, it } from "vitest";
import { fieldsOf } from "./fields";
import { remaining } from "./remaining";
import { parted, shownValue } from "./shownValue";

const schema = {
  properties: {
    title: { type: "string" },
    at: { type: "string", format: "date-time" },
    priority: { enum: ["low", "normal"], default: "normal" },
    receipt: { type: "boolean", default: false },
    copies: { type: "array", items: { type: "string" }, default: [] },
  },
};
const clock = { zone: "Europe/Zagreb", now: new Date("2026-11-21T10:00:00Z"), locale: "en-GB" };
const values = { title: "Milk", at: "2026-11-22T08:00:00Z" };
const fields = fieldsOf(schema, values);

describe("exactly what an action is given", () => {
  it("says what is filled in by itself and what stays empty", () => {
    const { given, presets, empty } = parted(fields, values);
    expect(given.map((field) => field.name)).toEqual(["title", "at"]);
    expect(presets.map((field) => [field.name, field.preset])).toEqual([
      ["priority", "normal"],
      ["receipt", false],
    ]);
    expect(empty).toEqual(["copies"]);
  });

  it.each([
    ["2026-11-22T08:00:00Z", /Sunday 22 November 2026, 09:00/],
    [true, /^yes$/],
    [["a", "b"], /^a, b$/],
    ["${s1.text}", /result of step 1: text/],
  ])("writes %o for people", (value, words) => {
    expect(shownValue(fields[0] ?? never(), value, clock)).toMatch(words);
  });

  it("leaves data that is no text as it is", () => {
    expect(shownValue(fields[0] ?? never(), { a: 1 }, clock)).toBeNull();
  });
});

describe("how long something is still possible", () => {
  it.each([
    [49 * 3_600_000, "2 days"],
    [24 * 3_600_000 - 500, "24 h"],
    [80 * 60_000, "1 h 20 min"],
    [5 * 60_000, "5 min"],
    [35_000, "35 s"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(remaining(ms)).toBe(text);
  });
});

function never(): never {
  throw new Error("there is no such field");
}
