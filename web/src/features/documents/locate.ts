/**
 * Where a quote stands in the text items of a PDF page.
 *
 * The server extracts text with another library than the page shows it with, so spaces, line breaks, hyphenation and
 * ligatures differ. Only letters and digits are compared; every compared character remembers the item it came from.
 */

export interface ItemRange {
  item: number;
  from: number;
  to: number; // exclusive, in characters of the item
}

interface Index {
  text: string;
  items: number[];
  starts: number[];
  ends: number[];
}

const ANCHOR = 18; // letters and digits that make a place in a page practically unique

/** `hint` is where on the page the quote is expected, 0 to 1; it decides between equal passages. */
export function locateQuote(items: readonly string[], quote: string, hint = 0): ItemRange[] | null {
  const page = indexOf(items);
  const needle = letters(quote);
  if (needle.length === 0 || page.text.length === 0) return null;
  const found = exact(page.text, needle, hint) ?? byEnds(page.text, needle) ?? byPieces(page.text, needle);
  return found && ranges(page, found[0], found[1]);
}

function indexOf(items: readonly string[]): Index {
  const index: Index = { text: "", items: [], starts: [], ends: [] };
  const parts: string[] = [];
  items.forEach((item, number) => {
    let offset = 0;
    for (const character of item) {
      for (const letter of letters(character).split("")) {
        parts.push(letter);
        index.items.push(number);
        index.starts.push(offset);
        index.ends.push(offset + character.length);
      }
      offset += character.length;
    }
  });
  return { ...index, text: parts.join("") };
}

function letters(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function exact(text: string, needle: string, hint: number): [number, number] | null {
  const wanted = hint * text.length;
  let best: number | null = null;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (best === null || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  }
  return best === null ? null : [best, best + needle.length];
}

/** Something on the page (a header, a footnote mark) stands inside the quote: its first and last words still match. */
function byEnds(text: string, needle: string): [number, number] | null {
  if (needle.length < ANCHOR * 2) return null;
  const start = text.indexOf(needle.slice(0, ANCHOR));
  const tail = needle.slice(-ANCHOR);
  const end = start < 0 ? -1 : text.indexOf(tail, start + ANCHOR);
  if (end < 0) return null;
  const length = end + tail.length - start;
  return length > needle.length * 0.7 && length < needle.length * 1.5 ? [start, start + length] : null;
}

/** One end is missing too: from the first to the last piece that matches in order, if those are most of the quote. */
function byPieces(text: string, needle: string): [number, number] | null {
  let [first, last, matched] = [-1, -1, 0];
  for (let at = 0; at + ANCHOR <= needle.length; at += ANCHOR) {
    const found = text.indexOf(needle.slice(at, at + ANCHOR), Math.max(0, last));
    if (found < 0 || (last >= 0 && found - last > needle.length)) continue;
    if (first < 0) first = found;
    last = found + ANCHOR;
    matched += ANCHOR;
  }
  return matched >= needle.length * 0.5 ? [first, last] : null;
}

function ranges(page: Index, start: number, end: number): ItemRange[] {
  const found: ItemRange[] = [];
  for (let at = start; at < end; at += 1) {
    const item = page.items[at] ?? 0;
    const to = page.ends[at] ?? 0;
    const current = found.at(-1);
    if (current?.item === item) current.to = to;
    else found.push({ item, from: page.starts[at] ?? 0, to });
  }
  return found;
}
