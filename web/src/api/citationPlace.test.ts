import { describe, expect, it } from "vitest";
import { placeOf, readable } from "./citationPlace";

describe("placeOf", () => {
  it.each([
    ["report.pdf", 7, "Travel", "page 7 · Travel"],
    ["talk.pptx", 3, null, "slide 3"],
    ["letters.zip › towns.XLSX", 2, "Towns", "sheet 2 · Towns"],
    ["meeting.mp3", null, "1:05", "at 1:05"],
    ["sign.png", 1, null, ""],
    ["notes", null, null, ""],
  ])("says where in %s page %s, section %s is", (title, page, section, words) => {
    expect(placeOf({ title, page, section })).toBe(words);
  });
});

describe("readable", () => {
  it("gives rows of a table without bars, and text on one line", () => {
    expect(readable("See the\n  list:\n| Ropes | A4 \\| B | | 88 |\n")).toBe(
      "See the list: Ropes · A4 | B · 88",
    );
  });

  it("leaves bars within a sentence", () => {
    expect(readable("Choose a | b.")).toBe("Choose a | b.");
  });
});
