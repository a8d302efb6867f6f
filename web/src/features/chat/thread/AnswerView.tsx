import { FileQuestion, Info, RefreshCw } from "lucide-react";
import { useMemo } from "react";
import type { Citation } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";
import { IconButton } from "@/ui/IconButton";
import { withSources } from "../model/citations";
import { isRepeatable, isUnsupported } from "../model/summary";
import { isOpen, shownText } from "../model/turn";
import type { Turn } from "../model/turn";
import styles from "./AnswerView.module.css";
import { AnswerText } from "./AnswerText";
import { Choices } from "./Choices";
import { PlanTimeline } from "./PlanTimeline";
import { Sources } from "./Sources";
import { Thinking } from "./Thinking";
import { TurnFailure } from "./TurnFailure";

export interface AnswerViewProps {
  turn: Turn;
  /** The newest turn: the only one whose question can still be answered, or that can be asked again. */
  newest: boolean;
  onOpenCitation: (citation: Citation) => void;
  onRetry: (turn: Turn) => void;
  onChoose: (label: string) => void;
}

export function AnswerView({ turn, newest, onOpenCitation, onRetry, onChoose }: AnswerViewProps) {
  const text = shownText(turn);
  const open = isOpen(turn);
  const citations = useMemo(() => turn.answer?.citations ?? [], [turn.answer]);
  const unsupported = isUnsupported(turn);
  const retry = () => {
    onRetry(turn);
  };
  return (
    <div className={styles.answer} aria-busy={open}>
      {turn.steps.length > 0 && <PlanTimeline turn={turn} />}
      {turn.notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          <Info aria-hidden />
          {notice}
        </p>
      ))}
      {unsupported && !open && (
        <p className={styles.unsupported}>
          <FileQuestion aria-hidden />
          Not in your documents
        </p>
      )}
      {text && (
        <AnswerText
          text={text}
          citations={citations}
          streaming={open && !turn.answer}
          onOpenCitation={onOpenCitation}
        />
      )}
      {open && !text && <Thinking turn={turn} />}
      {turn.answer && turn.answer.choices.length > 0 && (
        <Choices choices={turn.answer.choices} disabled={!newest} onChoose={onChoose} />
      )}
      <Sources citations={citations} nearest={unsupported} onOpenCitation={onOpenCitation} />
      {(turn.status === "failed" || turn.status === "cancelled" || turn.status === "unsent") && (
        <TurnFailure turn={turn} onRetry={retry} />
      )}
      {text && !open && (
        <div className={styles.actions}>
          <CopyButton label="Copy answer" text={() => withSources(text, citations)} />
          {newest && turn.status === "completed" && isRepeatable(turn) && (
            <IconButton label="Answer again" icon={<RefreshCw />} size="sm" onClick={retry} />
          )}
        </div>
      )}
    </div>
  );
}
