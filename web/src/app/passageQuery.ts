import type { Citation } from "@/api/types";

/** Where in a document, as query parameters: `start`, `end` and `page`. */
export function citationQuery({ start, end, page }: Citation): Record<string, string> {
  return { start: String(start), end: String(end), ...(page ? { page: String(page) } : {}) };
}

/** The question whose search the chat's address asks to explain beside it. */
export function questionOf(query: URLSearchParams): { question: string; within: string } | null {
  const question = query.get("why");
  return question ? { question, within: query.get("within") ?? "" } : null;
}

/** The document and passage that the chat's address asks to show beside it. */
export function passageOf(query: URLSearchParams) {
  const documentId = query.get("doc");
  if (!documentId) return null;
  return {
    documentId,
    start: number(query, "start"),
    end: number(query, "end"),
    page: number(query, "page"),
  };
}

function number(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}
