import { findAndReplace } from "mdast-util-find-and-replace";
import type { Root } from "mdast";
import type { Citation } from "@/api/types";

const MARK = "#cite-";

/** Turns "[2]" in an answer's prose (not in its code) into a link that the page draws as a citation button. */
export function remarkCitations() {
  return (tree: Root) => {
    findAndReplace(tree, [
      /\[(\d{1,3})\]/g,
      (_: string, number: string) => ({
        type: "link" as const,
        url: `${MARK}${number}`,
        children: [{ type: "text" as const, value: number }],
      }),
    ]);
  };
}

/** The number of a citation link, or null for any other link. */
export function citationNumber(href: string | undefined): number | null {
  return href?.startsWith(MARK) ? Number(href.slice(MARK.length)) : null;
}

export interface Source {
  documentId: string;
  title: string;
  passages: { number: number; citation: Citation }[];
}

/** Citations by document, in the order of their first mention. */
export function sourcesOf(citations: Citation[]): Source[] {
  const sources = new Map<string, Source>();
  citations.forEach((citation, index) => {
    const { document_id: documentId, title } = citation;
    const source = sources.get(documentId) ?? { documentId, title, passages: [] };
    source.passages.push({ number: index + 1, citation });
    sources.set(documentId, source);
  });
  return [...sources.values()];
}

/** An answer as plain Markdown with its sources, for the clipboard. */
export function withSources(text: string, citations: Citation[]): string {
  if (citations.length === 0) return text;
  const lines = citations.map((citation, index) => {
    const page = citation.page ? `, p. ${String(citation.page)}` : "";
    return `[${String(index + 1)}] ${citation.title}${page}`;
  });
  return `${text}\n\n${lines.join("\n")}`;
}
