import { describe, expect, it } from "vitest";
import { placeOf } from "./citationPlace";

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
