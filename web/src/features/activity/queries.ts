import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import { live } from "@/api/live";
import type { Page } from "@/api/types";
import { useLive } from "@/api/useLive";
import type { Filters } from "./filters";
import type { EffectView, UndoReport } from "@/api/effects";

const KEY = ["effects"];
const PAGE = 50;
const PREVIEWED = 500; // nobody reads more before deciding; the undo itself has no such end

export function useEffects(filters: Filters, since: string) {
  const client = useQueryClient();
  useLive("run", ({ status }) => {
    if (status !== "running") void client.invalidateQueries({ queryKey: KEY });
  });
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return useInfiniteQuery({
    queryKey: [...KEY, since, filters.status, filters.package],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<Page<EffectView>>("/api/effects", {
        query: {
          since,
          status: filters.status,
          package: filters.package,
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
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
      } while (cursor && items.length < PREVIEWED);
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
