import { memo } from "react";
import type { Version } from "../model/versions";
import styles from "./TurnView.module.css";
import { AnswerView } from "./AnswerView";
import type { AnswerViewProps } from "./AnswerView";
import { UserMessage } from "./UserMessage";

interface TurnViewProps extends AnswerViewProps {
  version: Version | undefined;
}

/** A message and its answer. Turns that do not change are not drawn again while another one streams. */
export const TurnView = memo(function TurnView({ version, ...answer }: TurnViewProps) {
  return (
    <article aria-label={answer.turn.text.slice(0, 80) || "Attached files"} className={styles.turn}>
      <UserMessage turn={answer.turn} version={version} />
      <AnswerView {...answer} />
    </article>
  );
});
