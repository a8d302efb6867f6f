import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import { live } from "@/api/live";
import type { Page } from "@/api/types";
import { useLive } from "@/api/useLive";
import type { EffectView, UndoReport } from "@/api/effects";

const KEY = ["effects"];
const PAGE = 50;
const MOST = 500; // what the server takes back at once

/** A page holds what was done, whatever the filters; `useReachingFor` reads on until enough of it fits. */
export function useEffects(since: string) {
  const client = useQueryClient();
  useLive("run", ({ status }) => {
    if (status !== "running") void client.invalidateQueries({ queryKey: KEY });
  });
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return useInfiniteQuery({
    queryKey: [...KEY, since],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<Page<EffectView>>("/api/effects", { query: { since, limit: PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
}

const ENOUGH = 10;
const PAGES_AT_ONCE = 10;

/** Reads older pages while few of those read fit the filters, up to an end that the person can go beyond. */
export function useReachingFor(effects: ReturnType<typeof useEffects>, fitting: number): void {
  const { hasNextPage, isFetching, isError, fetchNextPage, data } = effects;
  const pages = data?.pages.length ?? 0;
  const wanted = fitting < ENOUGH && pages < PAGES_AT_ONCE && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, pages, fetchNextPage]);
}

/** Everything since a moment, to see what an undo of it would do. */
export function useEffectsSince(since: string) {
  return useQuery({
    queryKey: [...KEY, "preview", since],
    queryFn: async ({ signal }) => {
      const items: EffectView[] = [];
      let cursor: string | null | undefined = null;
      do {
        const page: Page<EffectView> = await request<Page<EffectView>>("/api/effects", {
          query: { since, limit: 100, cursor },
          signal,
        });
        items.push(...page.items);
        cursor = page.next;
      } while (cursor && items.length < MOST);
      return { items, more: Boolean(cursor) };
    },
    enabled: since !== "",
    placeholderData: (before) => (since ? before : undefined),
  });
}

/** Take back one effect (by its id), or everything since a moment. What was done may show anywhere: all is read again. */
export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { effect: string } | { since: string }) =>
      "effect" in what
        ? request<UndoReport>(`/api/effects/${encodeURIComponent(what.effect)}/undo`, { method: "POST" })
        : request<UndoReport>("/api/undo", { method: "POST", body: what }),
    onSettled: () => client.invalidateQueries(),
  });
}
