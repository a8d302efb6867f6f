import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { Button } from "@/ui/Button";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import { asksForPlan, pendingOf } from "../model/approvals";
import type { Turn } from "../model/turn";
import { cancel } from "../runs/turnStore";
import { useTurnStore } from "../runs/TurnStoreContext";
import { ApprovalCard } from "./ApprovalCard";
import styles from "./ApprovalCards.module.css";
import { refresh } from "./useDecide";

const LATER = 3000; // ms; the server looks for what has expired in steps of its own

/** All that a waiting turn asks. */
export function ApprovalCards({ turn }: { turn: Turn }) {
  const list = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const pending = pendingOf(turn.approvals);
  const { conversationId } = turn;
  const expired = useCallback(() => {
    setTimeout(() => {
      void client.invalidateQueries({ queryKey: ["messages", conversationId] });
      void client.invalidateQueries({ queryKey: ["approvals"] });
    }, LATER);
  }, [client, conversationId]);
  useKeptFocus(list, pending.length);
  return (
    <div ref={list} tabIndex={-1} className={styles.cards}>
      {pending.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} turn={turn} onExpired={expired} />
      ))}
      {pending.length > 0 && !asksForPlan(pending) && <GiveUp turn={turn} />}
    </div>
  );
}

/** When a card is answered its buttons go; the focus moves on to the next card instead of being lost. */
function useKeptFocus(list: React.RefObject<HTMLElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (count < before.current && lost) (list.current?.querySelector("h3") ?? list.current)?.focus();
    before.current = count;
  }, [list, count]);
}

/** One may want none of it. */
function GiveUp({ turn }: { turn: Turn }) {
  const store = useTurnStore();
  const client = useQueryClient();
  const toast = useToast();
  const giveUp = async () => {
    if (!turn.runId) return;
    try {
      const run = await cancel(turn.runId);
      store.answered(run);
      refresh(client, run);
    } catch (error) {
      toast({ text: errorText(error), tone: "danger" });
    }
  };
  return (
    <Button size="sm" variant="ghost" className={styles.giveUp} onClick={() => void giveUp()}>
      Stop the whole request
    </Button>
  );
}
