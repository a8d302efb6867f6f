import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { request } from "@/api/client";
import type { Page, RunView } from "@/api/types";
import { isOpen } from "../model/turn";
import type { Turn } from "../model/turn";
import { shownRuns } from "../model/versions";
import { merge } from "./merge";
import { useTurnStore } from "./TurnStoreContext";

const PAGE = 30;
const NONE: RunView[] = [];

/**
 * The turns of a conversation, oldest first: the stored ones, with what this tab knows of the running ones.
 * `begun` is the key of the turn that began a new chat, until that has an id.
 */
export function useTurns(conversationId: string | undefined, begun: string | null) {
  const store = useTurnStore();
  const live = useSyncExternalStore(store.subscribe, store.get);
  const stored = useStored(conversationId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const runs = useMemo(
    () => stored.data?.pages.toReversed().flatMap((page) => page.items) ?? NONE,
    [stored.data],
  );
  useEffect(() => {
    runs.filter(isRunning).forEach(store.follow);
  }, [runs, store]);

  const shown = useMemo(() => shownRuns(runs, chosen), [runs, chosen]);
  const old = shown.runs.some((run) => run.superseded);
  const turns = useMemo(() => {
    if (conversationId === undefined) return live.filter((turn) => turn.key === begun);
    const hidden = new Set(runs.filter((run) => !shown.runs.includes(run)).map((run) => run.id));
    const here = live.filter((turn) => turn.runId === null || !hidden.has(turn.runId));
    return merge(shown.runs, old ? here.filter(isStored(shown.runs)) : here, conversationId);
  }, [runs, shown, old, live, conversationId, begun]);

  /** Show another version instead of `from`; null shows what counts everywhere. */
  const choose = useCallback((version: string | null, from?: string) => {
    setChosen((before) => {
      if (version === null) return new Set();
      return new Set([...before].filter((id) => id !== from)).add(version);
    });
  }, []);
  const running = useMemo(
    () => (old ? live.filter((turn) => turn.conversationId === conversationId) : turns).find(isOpen),
    [old, live, turns, conversationId],
  );
  return { turns, stored, running, versions: shown.versions, old, choose };
}

function useStored(conversationId: string | undefined) {
  return useInfiniteQuery({
    queryKey: ["messages", conversationId],
    enabled: conversationId !== undefined,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<Page<RunView>>(`/api/conversations/${conversationId ?? ""}/messages`, {
        query: { limit: PAGE, cursor: pageParam, superseded: true },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  });
}

function isRunning(run: RunView): boolean {
  return !run.superseded && (run.status === "accepted" || run.status === "running");
}

function isStored(runs: RunView[]): (turn: Turn) => boolean {
  const ids = new Set(runs.map((run) => run.id));
  return (turn) => turn.runId !== null && ids.has(turn.runId);
}
