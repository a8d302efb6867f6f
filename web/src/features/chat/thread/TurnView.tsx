import clsx from "clsx";
import { memo } from "react";
import type { Version } from "../model/versions";
import styles from "./TurnView.module.css";
import { AnswerView } from "./AnswerView";
import type { AnswerViewProps } from "./AnswerView";
import { UserMessage } from "./UserMessage";

interface TurnViewProps extends AnswerViewProps {
  version: Version | undefined;
  /** Somebody was led here from a search or a fact. */
  found: boolean;
}

/** A message and its answer. Turns that do not change are not drawn again while another one streams. */
export const TurnView = memo(function TurnView({ version, found, ...answer }: TurnViewProps) {
  return (
    <article
      aria-label={answer.turn.text.slice(0, 80) || "Attached files"}
      className={clsx(styles.turn, found && styles.found)}
      data-run={answer.turn.runId}
      tabIndex={found ? -1 : undefined}
    >
      <UserMessage turn={answer.turn} version={version} />
      <AnswerView {...answer} />
    </article>
  );
});
