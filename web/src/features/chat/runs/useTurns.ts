import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { request } from "@/api/client";
import type { Page, RunView } from "@/api/types";
import { isOpen } from "../model/turn";
import { merge } from "./merge";
import { useTurnStore } from "./TurnStoreContext";

const PAGE = 30;

/**
 * The turns of a conversation, oldest first: the stored ones, with what this tab knows of the running ones.
 * `begun` is the key of the turn that began a new chat, until that has an id.
 */
export function useTurns(conversationId: string | undefined, begun: string | null) {
  const store = useTurnStore();
  const live = useSyncExternalStore(store.subscribe, store.get);
  const stored = useInfiniteQuery({
    queryKey: ["messages", conversationId],
    enabled: conversationId !== undefined,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<Page<RunView>>(`/api/conversations/${conversationId ?? ""}/messages`, {
        query: { limit: PAGE, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  });

  const runs = useMemo(
    () => stored.data?.pages.toReversed().flatMap((page) => page.items) ?? [],
    [stored.data],
  );
  useEffect(() => {
    runs.filter(isRunning).forEach(store.follow);
  }, [runs, store]);

  const turns = useMemo(
    () =>
      conversationId === undefined
        ? live.filter((turn) => turn.key === begun)
        : merge(runs, live, conversationId),
    [runs, live, conversationId, begun],
  );
  return { turns, stored, running: turns.findLast(isOpen) };
}

function isRunning(run: RunView): boolean {
  return run.status === "accepted" || run.status === "running";
}
