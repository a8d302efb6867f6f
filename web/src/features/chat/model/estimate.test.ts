import { describe, expect, it } from "vitest";
import { step } from "@/testing/chatSamples";
import { estimateText, longestPath } from "./estimate";

describe("what a plan takes", () => {
  it("is its longest path, since steps that do not need each other run at once", () => {
    const steps = [
      step({ id: "s1", seconds: 2 }),
      step({ id: "s2", seconds: 5 }),
      step({ id: "s3", seconds: 1, depends_on: ["s1", "s2"] }),
    ];
    expect(longestPath(steps)).toBe(6);
    expect(longestPath([])).toBe(0);
  });

  it("does not hang on a circle", () => {
    const steps = [step({ id: "s1", depends_on: ["s2"] }), step({ id: "s2", depends_on: ["s1"] })];
    expect(longestPath(steps)).toBeGreaterThan(0);
  });

  it("leaves out what costs nothing", () => {
    expect(estimateText({ seconds: 12, tokens: 0, cost_micros: 0 })).toBe("about 12 s");
    expect(estimateText({ seconds: 12, tokens: 3100, cost_micros: 20_000 })).toBe(
      "about 12 s, 3.1K tokens, $0.02",
    );
  });
});
