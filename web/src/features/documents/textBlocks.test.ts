import { describe, expect, it } from "vitest";

import { BLOCK, blockCount, sectionsOf, windowOf, type PageSpan, type Span } from "./textBlocks";

function read(text: string, block: number, pages: PageSpan[] = [], mark: Span | null = null) {
  const { start, limit } = windowOf(block);
  const characters = Array.from(text).slice(start, start + limit);
  const overlapping = pages.filter((page) => page.end > start && page.start < start + limit);
  return sectionsOf(block, { start, text: characters.join(""), pages: overlapping }, mark);
}

const words = (sections: ReturnType<typeof read>) =>
  sections.flatMap((section) => section.pieces.map((piece) => piece.text)).join("");

describe("sectionsOf", () => {
  it.each([
    ["lines", "A line of text that ends.\n".repeat(3_000)],
    ["one endless line", "x".repeat(40_000)],
    ["characters of two units", "😀 line\n".repeat(6_000)],
  ])("puts %s together again, block after block", (_, text) => {
    const count = blockCount(Array.from(text).length);
    const blocks = Array.from({ length: count }, (__, block) => words(read(text, block)));
    expect(count).toBeGreaterThan(2);
    expect(blocks.join("")).toBe(text);
  });

  it("ends a block at the end of a line", () => {
    expect(words(read("A line of text that ends.\n".repeat(3_000), 0)).endsWith("ends.\n")).toBe(true);
  });

  it("marks the cited span, and nothing else", () => {
    const [section] = read("Before. The passage. After.", 0, [], { start: 8, end: 20 });
    expect(section?.pieces).toEqual([
      { text: "Before. ", marked: false, offset: 0 },
      { text: "The passage.", marked: true, offset: 8 },
      { text: " After.", marked: false, offset: 20 },
    ]);
  });

  it("counts an emoji before the span as one character, as the server does", () => {
    const [section] = read("😀😀 The passage. After.", 0, [], { start: 3, end: 15 });
    expect(section?.pieces.find((piece) => piece.marked)?.text).toBe("The passage.");
  });

  it("continues a span over the border of two blocks", () => {
    const text = "Line of text.\n".repeat(2_000);
    const mark = { start: BLOCK - 100, end: BLOCK + 100 };
    const marked = [0, 1].flatMap((block) =>
      read(text, block, [], mark).flatMap((section) => section.pieces.filter((piece) => piece.marked)),
    );
    expect(marked.map((piece) => piece.text).join("")).toBe(text.slice(mark.start, mark.end));
  });

  it("begins a section where a page begins", () => {
    const pages = [
      { page: 1, start: 0, end: 10 },
      { page: 2, start: 10, end: 20 },
    ];
    const sections = read("page one.\npage two.\n", 0, pages, { start: 5, end: 15 });
    expect(sections.map(({ page, pieces }) => [page, pieces.map((piece) => piece.text)])).toEqual([
      [1, ["page ", "one.\n"]],
      [2, ["page ", "two.\n"]],
    ]);
  });

  it("cuts tables, headings and titles that the text does not have out of the text", () => {
    const text = "Pump\nIt starts.\n| a | b |\n| 1 | 2 |\nEnd.\nMore is said.\n";
    const sections = [
      { title: "Pump", start: 0, end: 41 },
      { title: "0:45", start: 41, end: text.length },
    ];
    const window = { start: 0, text, pages: [], tables: [{ start: 16, end: 36 }], sections };
    const parts = sectionsOf(0, window, null).map(({ kind, title, pieces }) => [
      kind,
      title,
      pieces.map((piece) => piece.text).join(""),
    ]);
    expect(parts).toEqual([
      ["heading", "", "Pump\n"],
      ["text", "", "It starts.\n"],
      ["table", "", "| a | b |\n| 1 | 2 |\n"],
      ["text", "", "End.\n"],
      ["text", "0:45", "More is said.\n"],
    ]);
  });

  it("knows the table that its first rows go on with", () => {
    const text = "| 3 | 4 |\n";
    const [part] = sectionsOf(
      1,
      { start: BLOCK, text: `\n${text}`, pages: [], tables: [{ start: 50, end: BLOCK + 11 }] },
      null,
    );
    expect([part?.kind, part?.table]).toEqual(["table", 50]);
  });

  it("draws an empty text as nothing", () => {
    expect(read("", 0)).toEqual([]);
  });
});
