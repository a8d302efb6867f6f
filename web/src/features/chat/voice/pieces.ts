/** What of a growing answer can be read aloud already: whole sentences and lines, with code blocks kept together. */

const END = /[.!?…]["'”’)]*\s+(?=["'“‘(*_]*[\p{Lu}\p{N}])|\n+/gu;
const SHORT = /(?:\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|e\.g|i\.e)|(?:^|\s)\d{1,3}|\b\p{Lu})\.\s*$/u;
const MOST = 3000; // characters asked of the server at once

/** The pieces that are complete from `from` on, and where they end. `whole`: nothing more comes. */
export function readablePieces(
  text: string,
  from: number,
  whole: boolean,
): { pieces: string[]; end: number } {
  const pieces: string[] = [];
  let end = from;
  for (const match of text.slice(from).matchAll(END)) {
    const stop = from + match.index + match[0].length;
    const piece = text.slice(end, stop);
    if (inCode(text.slice(0, stop)) || SHORT.test(piece)) continue;
    push(pieces, piece);
    end = stop;
  }
  if (whole) {
    push(pieces, text.slice(end));
    end = text.length;
  }
  return { pieces, end };
}

function push(pieces: string[], piece: string): void {
  for (let at = 0; at < piece.length; at += MOST) {
    const part = piece.slice(at, at + MOST).trim();
    if (part) pieces.push(part);
  }
}

/** A code block was begun and not ended. */
function inCode(text: string): boolean {
  return (text.match(/^[ \t]*(```|~~~)/gm) ?? []).length % 2 === 1;
}
