/** A long text is fetched and drawn in blocks. Offsets are code points, as the server counts them. */

export const BLOCK = 12_000;
const AHEAD = 2_000; // how far past a block's end its last line may reach

export interface TextWindow {
  start: number;
  text: string;
  pages: readonly PageSpan[];
}

export interface PageSpan {
  page: number;
  start: number;
  end: number;
}

export interface Span {
  start: number;
  end: number;
}

export interface Section {
  page: number | null; // the page that begins here, if one does
  pieces: { text: string; marked: boolean; offset: number }[];
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

/** A block as it is drawn: whole lines, cut where pages begin and where the cited span begins and ends. */
export function sectionsOf(block: number, window: TextWindow, mark: Span | null): Section[] {
  const text = new CodePoints(window.text);
  const from = block === 0 ? 0 : lineAfter(text, 0);
  const to = Math.min(text.length, lineAfter(text, BLOCK));
  const starts = window.pages.filter(({ start }) => within(start - window.start, from, to));
  const cuts = [from, ...starts.map(({ start }) => start - window.start), to];
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] ?? from;
    const page = starts[index - 1]?.page ?? null;
    return end > start ? [{ page, pieces: piecesOf(text, start, end, window.start, mark) }] : [];
  });
}

function piecesOf(
  text: CodePoints,
  from: number,
  to: number,
  base: number,
  mark: Span | null,
): Section["pieces"] {
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

function within(value: number, from: number, to: number): boolean {
  return value >= from && value < to;
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
