export interface Fragment {
  text: string;
  hit: boolean;
}

const SHORTEST = 2; // one-letter words would mark half of the passage

/** The passage cut where words of the query begin; a longer form of a word ("pumps" for "pump") is a hit too. */
export function highlight(text: string, query: string): Fragment[] {
  const words = [...new Set(query.match(/[\p{L}\p{N}]+/gu) ?? [])].filter((word) => word.length >= SHORTEST);
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
