import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { request, type RequestOptions } from "@/api/client";
import { live } from "@/api/live";
import type { components } from "@/api/schema.gen";
import type { DocumentView } from "@/api/types";
import { useLive } from "@/api/useLive";
import { isFiltered, type Filters } from "./filters";

export type DocumentList = components["schemas"]["DocumentList"];
export type Usage = components["schemas"]["Usage"];

type Pages = InfiniteData<DocumentList>;
export const LIST = ["documents", "list"];
const POLL = 3_000; // only while something is being read; the live socket is faster
const SOON = 1_000; // the files of an archive are pushed one by one; the lists are read again once
const MOST = 100;

export const isBusy = ({ status, members }: DocumentView) =>
  ["queued", "reading", "indexing"].includes(status) || Boolean(members?.waiting);

/** Without filters what came in an archive is left out: it is shown under the archive. */
export function useDocuments(filters: Filters) {
  const { type, status, tags } = filters;
  return useList(["all", filters], { type, status, tag: tags, outer: !isFiltered(filters) });
}

/** What came in an archive. */
export function useMembers(archive: string) {
  return useList(["archive", archive], { archive });
}

function useList(key: readonly unknown[], query: RequestOptions["query"]) {
  const list = useInfiniteQuery({
    queryKey: [...LIST, ...key],
    queryFn: ({ pageParam, signal }) =>
      request<DocumentList>("/api/documents", {
        query: { ...query, cursor: pageParam, limit: MOST },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (documentsOf(state.data).some(isBusy) ? POLL : false),
  });
  const first = list.data?.pages[0];
  return { ...list, documents: documentsOf(list.data), total: first?.total ?? 0, first };
}

/** How much of the space is used and which tags there are, whatever the list shows. */
export function useShelf(): Pick<DocumentList, "usage" | "tags"> | undefined {
  return useQuery({
    queryKey: [...LIST, "shelf"],
    queryFn: ({ signal }) => request<DocumentList>("/api/documents", { query: { limit: 1 }, signal }),
  }).data;
}

/** Keeps the lists as the server pushes it; call it once, on the page. */
export function useLiveDocuments(): void {
  const client = useQueryClient();
  const soon = useSoon(useRefreshDocuments());
  useLive("document", (document) => {
    const known = patch(client, document);
    if (!known || !isBusy(document)) soon(); // it may belong in other lists now, and counts have changed
  });
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: LIST })), [client]);
}

function useSoon(work: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      work();
    }, SOON);
  }, [work]);
}

function documentsOf(data: Pages | undefined): DocumentView[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

/** Puts the document's new state into every list that shows it; false when none does. */
export function patch(client: QueryClient, document: DocumentView): boolean {
  let known = false;
  client.setQueriesData<Pages>({ queryKey: LIST }, (data) => {
    if (!data?.pages || !documentsOf(data).some(({ id }) => id === document.id)) return data;
    known = true;
    const items = (page: DocumentList) => page.items.map((old) => (old.id === document.id ? document : old));
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: items(page) })) };
  });
  client.setQueryData(["documents", "one", document.id], document);
  return known;
}

export function useRefreshDocuments(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: LIST }), [client]);
}
