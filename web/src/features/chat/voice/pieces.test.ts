import { describe, expect, it } from "vitest";
import { readablePieces } from "./pieces";

const pieces = (text: string, from = 0, whole = false) => readablePieces(text, from, whole).pieces;

describe("what can be read aloud of a growing answer", () => {
  it("is whole sentences, and the rest once it is whole", () => {
    const text = "It is nine. You have two tas";
    expect(readablePieces(text, 0, false)).toEqual({ pieces: ["It is nine."], end: 12 });
    expect(pieces(`${text}ks.`, 12, true)).toEqual(["You have two tasks."]);
  });

  it("does not cut at abbreviations, numbers and list numbers", () => {
    expect(pieces("Dr. Smith pays 3.5 euros. Then 1. Milk ", 0)).toEqual(["Dr. Smith pays 3.5 euros."]);
  });

  it("goes line by line", () => {
    expect(pieces("- Milk\n- Bread\n- Eg")).toEqual(["- Milk", "- Bread"]);
  });

  it("keeps a block of code together until it has ended", () => {
    expect(pieces("Look:\n```\nOne. Two.\nThree")).toEqual(["Look:"]);
    expect(pieces("Look:\n```\nOne. Two.\n```\nDone.", 0, true)).toEqual([
      "Look:",
      "```\nOne. Two.\n```",
      "Done.",
    ]);
  });

  it("is cut where it is too long for one request", () => {
    expect(pieces("a".repeat(7000), 0, true).map((piece) => piece.length)).toEqual([3000, 3000, 1000]);
  });
});
