import { describe, expect, it } from "vitest";
import { run } from "@/testing/chatSamples";
import { shownRuns } from "./versions";

// a → b → c, then b was asked otherwise twice: b2, and b3, which counts and is followed by d
const all = [
  run({ id: "a", previous: null }),
  run({ id: "b", previous: "a", superseded: true }),
  run({ id: "c", previous: "b", superseded: true }),
  run({ id: "e", previous: "a", superseded: true }),
  run({ id: "f", previous: "a" }),
  run({ id: "g", previous: "f" }),
];
const ids = (...chosen: string[]) => shownRuns(all, new Set(chosen)).runs.map((each) => each.id);

describe("earlier versions of a message", () => {
  it("are not shown unless they are chosen", () => {
    expect(ids()).toEqual(["a", "f", "g"]);
  });

  it("bring along what followed them, and nothing of the other versions", () => {
    expect(ids("b")).toEqual(["a", "b", "c"]);
    expect(ids("e")).toEqual(["a", "e"]);
  });

  it("are counted in the order they were made", () => {
    expect(shownRuns(all, new Set()).versions).toEqual(
      new Map([["f", { number: 3, count: 3, before: "e", after: null }]]),
    );
    expect(shownRuns(all, new Set(["b"])).versions.get("b")).toEqual({
      number: 1,
      count: 3,
      before: null,
      after: "e",
    });
  });

  it("do not exist where two messages came at once", () => {
    const both = [run({ id: "a", previous: null }), run({ id: "b", previous: null })];
    expect(shownRuns(both, new Set())).toMatchObject({ runs: both, versions: new Map() });
  });
});
