/** A long text is fetched and drawn in blocks. Offsets are code points, as the server counts them. */

export const BLOCK = 12_000;
const AHEAD = 2_000; // how far past a block's end its last line may reach
const LONGEST_TITLE = 300;

export interface TextWindow {
  start: number;
  text: string;
  pages: readonly PageSpan[];
  tables?: readonly Span[];
  sections?: readonly TitleSpan[];
}

export interface PageSpan {
  page: number;
  start: number;
  end: number;
  name?: string; // of a sheet or a part of a message
}

export interface TitleSpan {
  title: string;
  start: number;
  end: number;
}

export interface Span {
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  marked: boolean;
  offset: number;
}

export interface Section {
  kind: "text" | "heading" | "table";
  page: number | null; // the page that begins here, if one does
  name: string; // of that page
  title: string; // of the section that begins here, where the text itself does not begin with it
  table: number; // where the table begins, of which these are rows
  pieces: Piece[];
}

export function blockCount(length: number): number {
  return Math.max(1, Math.ceil(length / BLOCK));
}

export function blockOf(offset: number): number {
  return Math.floor(offset / BLOCK);
}

/** What to fetch for a block: its own characters and enough of the next ones to end on a whole line. */
export function windowOf(block: number): { start: number; limit: number } {
  return { start: block * BLOCK, limit: BLOCK + AHEAD };
}

/** A block as it is drawn: whole lines, cut where pages, headings, tables and the cited span begin and end. */
export function sectionsOf(block: number, window: TextWindow, mark: Span | null): Section[] {
  const text = new CodePoints(window.text);
  const from = block === 0 ? 0 : lineAfter(text, 0);
  const to = Math.min(text.length, lineAfter(text, BLOCK));
  const { tables, headings, titles, pages } = spansOf(text, window);
  const bounds = [...tables, ...headings].flatMap(({ start, end }) => [start, end]);
  const starts = [...pages, ...titles].map(({ start }) => start);
  const cuts = [...new Set([from, to, ...[...bounds, ...starts].filter((at) => at > from && at < to)])];
  cuts.sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? from;
    const page = pages.find((each) => each.start === start && each.end > start);
    const table = tables.find((each) => each.start <= start && each.end > start);
    const heading = headings.some((each) => each.start === start);
    return {
      kind: table ? "table" : heading ? "heading" : "text",
      page: page?.page ?? null,
      name: page?.name ?? "",
      title: titles.find((each) => each.start === start)?.title ?? "",
      table: (table?.start ?? 0) + window.start,
      pieces: piecesOf(text, start, end, window.start, mark),
    };
  });
}

/** What a window's parts begin and end with, counted from where the window begins. */
function spansOf(text: CodePoints, window: TextWindow) {
  const here = <T extends Span>(spans: readonly T[] = []) =>
    spans.map((span) => ({ ...span, start: span.start - window.start, end: span.end - window.start }));
  const tables = here(window.tables);
  const headings: Span[] = [];
  const titles: TitleSpan[] = [];
  for (const section of here(window.sections)) {
    const inTable = tables.some(({ start, end }) => start <= section.start && end > section.start);
    const length = titleLength(text, section);
    if (length > 0 && !inTable) headings.push({ start: section.start, end: section.start + length });
    else if (length === 0) titles.push(section);
  }
  return { tables, headings, titles, pages: here(window.pages) };
}

/** How long the line is that says the section's title; 0: none of its first lines does. */
function titleLength(text: CodePoints, { title, start, end }: TitleSpan): number {
  if (start < 0) return -1; // it began before the window
  const line = text.slice(start, Math.min(end, start + LONGEST_TITLE)).split("\n", 1)[0] ?? "";
  if (line.startsWith(title) && line.length < title.length + 8) return text.measure(start, line.length) + 1;
  const near = text.slice(start, Math.min(end, start + LONGEST_TITLE));
  return near.replace(/\s+/g, " ").includes(title) ? -1 : 0;
}

function piecesOf(text: CodePoints, from: number, to: number, base: number, mark: Span | null): Piece[] {
  const start = clamp((mark?.start ?? Infinity) - base, from, to);
  const end = clamp((mark?.end ?? Infinity) - base, start, to);
  return [
    { from, to: start, marked: false },
    { from: start, to: end, marked: true },
    { from: end, to, marked: false },
  ]
    .filter((piece) => piece.to > piece.from)
    .map((piece) => ({
      text: text.slice(piece.from, piece.to),
      marked: piece.marked,
      offset: base + piece.from,
    }));
}

/** Every block cuts by this rule, so neighbours agree without knowing each other. */
function lineAfter(text: CodePoints, offset: number): number {
  const newline = text.slice(offset, offset + AHEAD).indexOf("\n");
  return newline < 0 ? offset : offset + text.measure(offset, newline + 1);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** JavaScript counts UTF-16 units; most texts have no character of two units, and cost nothing here. */
export class CodePoints {
  private readonly characters: string[] | null;

  constructor(private readonly text: string) {
    this.characters = /[\uD800-\uDBFF]/.test(text) ? Array.from(text) : null;
  }

  get length(): number {
    return this.characters?.length ?? this.text.length;
  }

  slice(from: number, to: number): string {
    return this.characters?.slice(from, to).join("") ?? this.text.slice(from, to);
  }

  /** How many code points the first `units` UTF-16 units after `from` are. */
  measure(from: number, units: number): number {
    if (!this.characters) return units;
    let [count, rest] = [0, units];
    for (; rest > 0; count += 1) rest -= this.characters[from + count]?.length ?? rest;
    return count;
  }
}
