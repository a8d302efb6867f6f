import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { request } from "@/api/client";
import { live } from "@/api/live";
import type { DocumentView, Page } from "@/api/types";
import { useLive } from "@/api/useLive";

type Pages = InfiniteData<Page<DocumentView>>;
const LIST = ["documents", "list"];
const POLL = 3_000; // only while something is being read; the live socket is faster

export const isBusy = (document: DocumentView) => ["queued", "reading", "indexing"].includes(document.status);

export function useDocuments(query: string) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: LIST });
  useLive("document", (document) => {
    if (!patch(client, document)) refresh();
  });
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: LIST })), [client]);
  const list = useInfiniteQuery({
    queryKey: [...LIST, query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<DocumentView>>("/api/documents", {
        query: { query, cursor: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (documentsOf(state.data).some(isBusy) ? POLL : false),
  });
  return { ...list, documents: documentsOf(list.data) };
}

function documentsOf(data: Pages | undefined): DocumentView[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

/** Puts the document's new state into every list that shows it; false when none does. */
function patch(client: ReturnType<typeof useQueryClient>, document: DocumentView): boolean {
  let known = false;
  client.setQueriesData<Pages>({ queryKey: LIST }, (data) => {
    if (!data || !documentsOf(data).some(({ id }) => id === document.id)) return data;
    known = true;
    const items = (page: Page<DocumentView>) =>
      page.items.map((old) => (old.id === document.id ? document : old));
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: items(page) })) };
  });
  client.setQueryData(["documents", "one", document.id], document);
  return known;
}

export function useRefreshDocuments(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: LIST }), [client]);
}

export function useChangeDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { title?: string; tags?: string[] }) =>
      (await request<{ document: DocumentView }>(`/api/documents/${id}`, { method: "PATCH", body: change }))
        .document,
    onSuccess: (document) => patch(client, document),
  });
}

export function useDeleteDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>(`/api/documents/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: LIST }),
  });
}
