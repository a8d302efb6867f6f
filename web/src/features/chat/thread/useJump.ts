import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";
import type { Turn } from "../model/turn";

interface Jump {
  box: React.RefObject<HTMLElement | null>;
  turns: Turn[];
  earlier: { available: boolean; loading: boolean; load: () => void };
  /** The end is not kept in sight any more. */
  letGo: () => void;
}

/** Leads to the message that the address names (`?message=RUN`), as a search or a fact does. Returns its run. */
export function useJump({ box, turns, earlier, letGo }: Jump): string | null {
  const [query] = useSearchParams();
  const wanted = query.get("message");
  const reached = useRef<string | null>(null);
  const here = turns.some(({ runId }) => runId === wanted);
  const { available, loading, load } = earlier;
  useEffect(() => {
    if (!wanted || reached.current === wanted) return;
    if (!here) {
      if (available && !loading) load(); // it stands further up
      return;
    }
    reached.current = wanted;
    letGo();
    const turn = box.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(wanted)}"]`);
    turn?.scrollIntoView({ block: "start" });
    turn?.focus({ preventScroll: true });
  }, [wanted, here, available, loading, load, letGo, box]);
  return wanted;
}
