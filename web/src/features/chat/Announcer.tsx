import { pendingOf } from "./model/approvals";
import { planSummary } from "./model/summary";
import { isOpen, shownText } from "./model/turn";
import type { Turn } from "./model/turn";

/** Tells screen readers what the newest turn does: its steps as they begin and the answer once it is whole. */
export function Announcer({ turn }: { turn: Turn | undefined }) {
  return (
    <div role="log" aria-live="polite" aria-label="Assistant" className="visually-hidden">
      {turn && announcement(turn)}
    </div>
  );
}

function announcement(turn: Turn): string {
  if (turn.attempt === 0 && turn.status !== "sending") return ""; // an old turn: it was there already
  const [asked] = pendingOf(turn.approvals);
  if (turn.status === "waiting" && asked) return `The assistant needs your answer: ${asked.title}`;
  if (isOpen(turn)) return turn.steps.length > 0 ? planSummary(turn) : "The assistant is working.";
  return [shownText(turn), turn.error?.message].filter(Boolean).join(" ");
}
