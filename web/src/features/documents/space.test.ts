import { describe, expect, it } from "vitest";
import { usage } from "./samples";
import { sharesOf, warningOf } from "./space";

describe("the space for documents", () => {
  it("is said in documents, bytes and passages", () => {
    expect(sharesOf(usage()).map(({ words }) => words)).toEqual([
      "20 of 5,000 documents",
      "3.2 MB of 5 GB",
      "236 of 200,000 passages",
    ]);
  });

  it("is not warned of while there is room", () => {
    expect(warningOf(usage({ documents: 3_999 }))).toBeNull();
  });

  it("says what it is that runs out", () => {
    expect(warningOf(usage({ documents: 100, passages: 170_000 }))).toBe(
      "Your space is almost full: 170,000 of 200,000 passages.",
    );
  });

  it("says what to do when it is full", () => {
    expect(warningOf(usage({ documents: 5_000 }))).toMatch(/^Your space is full: 5,000 of 5,000 .* Delete/);
  });

  it("says when too many wait to be read", () => {
    expect(warningOf(usage({ unfinished: 1_000 }))).toMatch(/^1,000 documents wait to be read/);
  });
});
