import { describe, expect, it } from "vitest";
import { rowsOf } from "./tableRows";
import type { Piece } from "./textBlocks";

const TABLE = "| town | people |\n| Harrow | 1,200 |\n| Port \\| Elland | |\n";

function pieces(marked = ""): Piece[] {
  const at = marked ? TABLE.indexOf(marked) : TABLE.length;
  return [
    { text: TABLE.slice(0, at), marked: false, offset: 0 },
    { text: TABLE.slice(at, at + marked.length), marked: true, offset: at },
    { text: TABLE.slice(at + marked.length), marked: false, offset: at + marked.length },
  ].filter(({ text }) => text);
}

const words = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ cells }) => cells.map((cell) => cell.map(({ text }) => text.trim()).join(" ")));

describe("rowsOf", () => {
  it("gives the cells of every row, a bar within a cell among them", () => {
    expect(words(rowsOf(pieces(), true))).toEqual([
      ["town", "people"],
      ["Harrow", "1,200"],
      ["Port | Elland", ""],
    ]);
  });

  it("makes a head of the first row only where the table begins", () => {
    expect(rowsOf(pieces(), true).map(({ head }) => head)).toEqual([true, false, false]);
    expect(rowsOf(pieces(), false).map(({ head }) => head)).toEqual([false, false, false]);
  });

  it("marks the cells that are cited, and their row", () => {
    const rows = rowsOf(pieces("| Harrow | 1,200 |"), true);
    expect(rows.map(({ marked }) => marked)).toEqual([false, true, false]);
    expect(rows[1]?.cells.flat().every(({ marked }) => marked)).toBe(true);
  });

  it("marks a word within a cell", () => {
    const [, row] = rowsOf(pieces("arro"), true);
    expect(row?.cells[0]).toEqual([
      { text: "H", marked: false },
      { text: "arro", marked: true },
      { text: "w", marked: false },
    ]);
  });
});
