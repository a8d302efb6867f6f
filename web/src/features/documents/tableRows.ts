/** The lines of a table, `| a | b |`, as cells; a bar within a cell is written `\|`. */
import type { Piece } from "./textBlocks";

export interface Row {
  cells: Fragment[][];
  marked: boolean; // the cited passage touches it
  head: boolean;
  offset: number; // in characters of these pieces; tells rows apart
}

export interface Fragment {
  text: string;
  marked: boolean;
}

const CELL = /(?:\\.|[^|\\])*/y;

/** `first`: these pieces begin with the table's own first row, which is its head. */
export function rowsOf(pieces: readonly Piece[], first: boolean): Row[] {
  const text = pieces.map((piece) => piece.text).join("");
  const [from, to] = markIn(pieces);
  const rows: Row[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    const mark = { from: from - offset, to: to - offset };
    const marked = mark.from < line.length && mark.to > 0;
    if (line.trim())
      rows.push({ cells: cellsOf(line, mark), marked, head: first && rows.length === 0, offset });
    offset += line.length + 1;
  }
  return rows;
}

function markIn(pieces: readonly Piece[]): [number, number] {
  let at = 0;
  for (const { text, marked } of pieces) {
    if (marked) return [at, at + text.length];
    at += text.length;
  }
  return [Infinity, Infinity];
}

function cellsOf(line: string, mark: { from: number; to: number }): Fragment[][] {
  const cells: Fragment[][] = [];
  let at = line.indexOf("|") + 1;
  while (at > 0 && at < line.length) {
    CELL.lastIndex = at;
    const found = CELL.exec(line)?.[0] ?? "";
    cells.push(fragmentsOf(found, mark.from - at, mark.to - at));
    at += found.length + 1;
  }
  return cells;
}

function fragmentsOf(cell: string, from: number, to: number): Fragment[] {
  const start = Math.min(Math.max(from, 0), cell.length);
  const end = Math.min(Math.max(to, start), cell.length);
  return [
    { text: cell.slice(0, start).trimStart(), marked: false },
    { text: cell.slice(start, end), marked: true },
    { text: cell.slice(end).trimEnd(), marked: false },
  ]
    .map(({ text, marked }) => ({ text: text.replace(/\\(.)/g, "$1"), marked }))
    .filter(({ text }) => text.trim() !== "");
}
