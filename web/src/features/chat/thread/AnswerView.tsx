import { FileQuestion, Info } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/ui/Button";
import { ApprovalCards } from "../approvals/ApprovalCards";
import { Decisions } from "../approvals/Decisions";
import { TakenBack } from "../effects/TakenBack";
import { asksForPlan, pendingOf } from "../model/approvals";
import { isUnsupported, unanswered } from "../model/summary";
import { isOpen, shownText } from "../model/turn";
import type { Turn } from "../model/turn";
import { AnswerActions } from "./AnswerActions";
import styles from "./AnswerView.module.css";
import { AnswerText } from "./AnswerText";
import { Choices } from "./Choices";
import { Corrections } from "./Corrections";
import { PlanTimeline } from "./PlanTimeline";
import { Sources } from "./Sources";
import { Thinking } from "./Thinking";
import { useThreadActions } from "./ThreadActions";
import { TurnFailure } from "./TurnFailure";

export interface AnswerViewProps {
  turn: Turn;
  /** The newest turn: the only one whose question can still be answered. */
  newest: boolean;
}

export function AnswerView({ turn, newest }: AnswerViewProps) {
  const { readOnly, openCitation, choose, retry } = useThreadActions();
  const text = shownText(turn);
  const open = isOpen(turn);
  const waiting = turn.status === "waiting";
  // While the events of a waiting run are read once more, a form that somebody fills in stays.
  const asking = (waiting || open) && pendingOf(turn.approvals).length > 0;
  const citations = useMemo(() => turn.answer?.citations ?? [], [turn.answer]);
  const unsupported = isUnsupported(turn);
  return (
    <div className={styles.answer} aria-busy={open}>
      {turn.steps.length > 0 && !asksForPlan(turn.approvals) && <PlanTimeline turn={turn} />}
      <Decisions approvals={turn.approvals} />
      {turn.notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          <Info aria-hidden />
          {notice}
        </p>
      ))}
      {unsupported && !open && <Unsupported turn={turn} />}
      {text && (
        <AnswerText
          text={text}
          citations={citations}
          streaming={open && !turn.answer}
          onOpenCitation={openCitation}
        />
      )}
      <TakenBack turn={turn} />
      {turn.answer && <Corrections corrections={turn.answer.corrections} />}
      {((open && !text) || waiting) && !asking && <Thinking turn={turn} />}
      {(waiting || asking) && <ApprovalCards turn={turn} />}
      {turn.answer && turn.answer.choices.length > 0 && (
        <Choices choices={turn.answer.choices} disabled={!newest || readOnly} onChoose={choose} />
      )}
      <Sources citations={citations} nearest={unsupported} onOpenCitation={openCitation} />
      {(turn.status === "failed" || turn.status === "cancelled" || turn.status === "unsent") && (
        <TurnFailure
          turn={turn}
          onRetry={() => {
            retry(turn);
          }}
        />
      )}
      {!open && !waiting && turn.status !== "unsent" && <AnswerActions turn={turn} newest={newest} />}
    </div>
  );
}

function Unsupported({ turn }: { turn: Turn }) {
  const { explain } = useThreadActions();
  const { question, within } = unanswered(turn);
  return (
    <p className={styles.missing}>
      <span className={styles.unsupported}>
        <FileQuestion aria-hidden />
        Not in your documents
      </span>
      <Button
        size="sm"
        onClick={() => {
          explain(question, within);
        }}
      >
        Why not found?
      </Button>
    </p>
  );
}
