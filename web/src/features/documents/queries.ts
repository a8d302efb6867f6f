import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { authorized, request } from "@/api/client";
import { errorOf } from "@/api/errors";
import type { components } from "@/api/schema.gen";
import type { DocumentView } from "@/api/types";
import { windowOf, type Span } from "./textBlocks";

export type DocumentText = components["schemas"]["DocumentText"];

const FOREVER = Infinity; // a document's text and file never change; a new version is a new document

export function useDocument(id: string): UseQueryResult<DocumentView> {
  return useQuery({
    queryKey: ["documents", "one", id],
    queryFn: async ({ signal }) =>
      (await request<{ document: DocumentView }>(`/api/documents/${id}`, { signal })).document,
  });
}

export function useText(
  id: string,
  start: number,
  limit: number,
  enabled = true,
): UseQueryResult<DocumentText> {
  return useQuery({
    queryKey: ["document-text", id, start, limit],
    queryFn: ({ signal }) =>
      request<DocumentText>(`/api/documents/${id}/text`, { query: { start, limit }, signal }),
    enabled,
    staleTime: FOREVER,
  });
}

export function useBlock(id: string, block: number, enabled: boolean): UseQueryResult<DocumentText> {
  const { start, limit } = windowOf(block);
  return useText(id, start, limit, enabled);
}

/** The cited characters alone. */
export function useQuote(id: string, span: Span | null): UseQueryResult<DocumentText> {
  return useText(id, span?.start ?? 0, span ? span.end - span.start : 1, span !== null);
}

export async function fetchFile(fileId: string, signal?: AbortSignal): Promise<Blob> {
  const response = await authorized(`/api/files/${fileId}`, { signal });
  if (!response.ok) throw await errorOf(response);
  return response.blob();
}
