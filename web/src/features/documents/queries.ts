import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { authorized, request } from "@/api/client";
import { errorOf } from "@/api/errors";
import type { components } from "@/api/schema.gen";
import type { DocumentView } from "@/api/types";
import { useLive } from "@/api/useLive";
import { windowOf, type Span } from "./textBlocks";

export type DocumentText = components["schemas"]["DocumentText"];

const FOREVER = Infinity; // a text changes only when it is read anew, and that is told

export function useDocument(id: string): UseQueryResult<DocumentView> {
  return useQuery({
    queryKey: ["documents", "one", id],
    queryFn: async ({ signal }) =>
      (await request<{ document: DocumentView }>(`/api/documents/${id}`, { signal })).document,
  });
}

/** The same, with what becomes of it while it is read. */
export function useWatchedDocument(id: string): UseQueryResult<DocumentView> {
  const client = useQueryClient();
  useLive("document", (document) => {
    if (document.id !== id) return;
    const before = client.getQueryData<DocumentView>(["documents", "one", id]);
    client.setQueryData(["documents", "one", id], document);
    if (before?.status !== document.status && document.status === "ready")
      void client.invalidateQueries({ queryKey: ["document-text", id] }); // it was read anew
  });
  return useDocument(id);
}

/** Its text can be shown, also while it is read anew or when that failed. */
export function isReadable({ status, searchable }: DocumentView): boolean {
  return status === "ready" || searchable;
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
