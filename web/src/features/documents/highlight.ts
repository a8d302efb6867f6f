export interface Fragment {
  text: string;
  hit: boolean;
}

const SHORT = 3; // "the", "is", "how" say little about a passage

/** The passage cut where words of the query begin; a longer form of a word ("pumps" for "pump") is a hit too. */
export function highlight(text: string, query: string): Fragment[] {
  const all = [...new Set(query.match(/[\p{L}\p{N}]+/gu) ?? [])];
  const long = all.filter((word) => word.length > SHORT || /\p{N}/u.test(word));
  const words = long.length > 0 ? long : all.filter((word) => word.length > 1);
  if (words.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]*`, "giu");
  const fragments: Fragment[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    fragments.push({ text: text.slice(at, match.index), hit: false }, { text: match[0], hit: true });
    at = match.index + match[0].length;
  }
  return [...fragments, { text: text.slice(at), hit: false }].filter((fragment) => fragment.text !== "");
}
