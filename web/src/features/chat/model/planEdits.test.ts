import { describe, expect, it } from "vitest";
import { step } from "@/testing/chatSamples";
import { editsOf, leftOut, toggled, untouched, withArguments } from "./planEdits";

const steps = [
  step({ id: "s1" }),
  step({ id: "s2", depends_on: ["s1"] }),
  step({ id: "s3", depends_on: ["s2"] }),
  step({ id: "s4" }),
];

describe("a plan before it begins", () => {
  it("is not changed by looking at it", () => {
    expect(editsOf(steps, untouched)).toEqual([]);
  });

  it("loses with a step all that need it", () => {
    const draft = toggled(untouched, "s1");
    expect([...leftOut(steps, draft)].sort()).toEqual(["s1", "s2", "s3"]);
    expect(editsOf(steps, draft).map((each) => each.step_id)).toEqual(["s1", "s2", "s3"]);
  });

  it("takes a removed step in again", () => {
    expect(editsOf(steps, toggled(toggled(untouched, "s4"), "s4"))).toEqual([]);
  });

  it("tells changed arguments, but not of a step that is removed", () => {
    const changed = withArguments(withArguments(untouched, "s3", { title: "x" }), "s4", { title: "y" });
    expect(editsOf(steps, toggled(changed, "s3"))).toEqual([
      { step_id: "s3", remove: true },
      { step_id: "s4", arguments: { title: "y" } },
    ]);
  });
});
