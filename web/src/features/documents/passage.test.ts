import { describe, expect, it } from "vitest";
import { partsOf } from "./passage";

const pages = [
  { page: 1, start: 0, end: 100 },
  { page: 2, start: 100, end: 200 },
  { page: 3, start: 200, end: 300 },
];

describe("partsOf", () => {
  it("says which page a passage is on, and how far down", () => {
    expect(partsOf("x".repeat(20), { start: 150, end: 170 }, pages)).toEqual([
      { page: 2, quote: "x".repeat(20), hint: 0.5 },
    ]);
  });

  it("cuts a passage that runs over the end of a page", () => {
    const parts = partsOf("aaaaabbbbb", { start: 95, end: 105 }, pages);
    expect(parts.map(({ page, quote }) => [page, quote])).toEqual([
      [1, "aaaaa"],
      [2, "bbbbb"],
    ]);
  });

  it("leaves out a page of which only a line break is cited", () => {
    expect(partsOf("\nThe rest.", { start: 99, end: 109 }, pages).map(({ page }) => page)).toEqual([2]);
  });
});
