import { memo } from "react";
import styles from "./TurnView.module.css";
import { AnswerView } from "./AnswerView";
import type { AnswerViewProps } from "./AnswerView";
import { UserMessage } from "./UserMessage";

interface TurnViewProps extends AnswerViewProps {
  onEdit: (text: string) => void;
}

/** A message and its answer. Turns that do not change are not drawn again while another one streams. */
export const TurnView = memo(function TurnView({ onEdit, ...answer }: TurnViewProps) {
  return (
    <article aria-label={answer.turn.text.slice(0, 80) || "Attached files"} className={styles.turn}>
      <UserMessage turn={answer.turn} onEdit={onEdit} />
      <AnswerView {...answer} />
    </article>
  );
});
