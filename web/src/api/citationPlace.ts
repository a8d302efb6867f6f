import type { Citation } from "./types";

const UNITS: Record<string, string> = {
  pptx: "slide",
  odp: "slide",
  xlsx: "sheet",
  xls: "sheet",
  xlsb: "sheet",
  ods: "sheet",
  eml: "part",
  msg: "part",
  epub: "part",
};
const TIME = /^(?:\d+:)?\d{1,2}:\d{2}$/;
const PICTURE = /^(png|jpe?g|gif|webp|bmp)$/; // of one page, which says nothing

/** Where in its document a passage stands, in words: "page 7 · Travel", "slide 3", "at 1:05"; "" when nobody knows. */
export function placeOf({ title, page, section }: Pick<Citation, "title" | "page" | "section">): string {
  const ending = /\.([^.]+)$/.exec(title.toLowerCase())?.[1] ?? "";
  const counted = page && !PICTURE.test(ending) ? `${UNITS[ending] ?? "page"} ${String(page)}` : "";
  const named = section && TIME.test(section) ? `at ${section}` : (section ?? "");
  return [counted, named].filter(Boolean).join(" · ");
}

const ROW = /^\s*\|.*\|\s*$/;

/** A quote as it is read: on one line, and rows of a table without their bars. */
export function readable(quote: string): string {
  const lines = quote.split("\n").map((line) => (ROW.test(line) ? cellsOf(line).join(" · ") : line));
  return lines.join(" ").replace(/\s+/g, " ").trim();
}

function cellsOf(row: string): string[] {
  const cells =
    row
      .trim()
      .slice(1, -1)
      .match(/(?:\\.|[^|\\])+/g) ?? [];
  return cells.map((cell) => cell.trim().replace(/\\(.)/g, "$1")).filter(Boolean);
}
