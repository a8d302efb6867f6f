import { GitFork, RefreshCw } from "lucide-react";
import { CopyButton } from "@/ui/CopyButton";
import { IconButton } from "@/ui/IconButton";
import { Details } from "../details/Details";
import { Receipts } from "../effects/Receipts";
import { UndoButton } from "../effects/UndoButton";
import { withSources } from "../model/citations";
import { acted } from "../model/summary";
import { shownText } from "../model/turn";
import type { Turn } from "../model/turn";
import { ReadAloudButton } from "../voice/ReadAloudButton";
import styles from "./AnswerView.module.css";
import { useThreadActions } from "./ThreadActions";

/** What can be done with a finished answer. */
export function AnswerActions({ turn, newest }: { turn: Turn; newest: boolean }) {
  const { readOnly, regenerate, fork } = useThreadActions();
  const text = shownText(turn);
  const stored = turn.runId !== null;
  const counts = stored && !readOnly && !turn.record?.superseded;
  return (
    <div
      role="group"
      aria-label="Actions for this answer"
      className={styles.actions}
      data-newest={newest || undefined}
    >
      {text && (
        <CopyButton label="Copy answer" text={() => withSources(text, turn.answer?.citations ?? [])} />
      )}
      {text && <ReadAloudButton id={turn.key} text={text} />}
      {counts && turn.status === "completed" && (
        <IconButton
          label="Answer again"
          icon={<RefreshCw />}
          size="sm"
          onClick={() => {
            regenerate(turn);
          }}
        />
      )}
      {stored && <UndoButton turn={turn} label={acted(turn).length > 1 ? "Undo all" : "Undo"} />}
      {stored && <Receipts turn={turn} />}
      <Details turn={turn} />
      {counts && (
        <IconButton
          label="Fork from here"
          icon={<GitFork />}
          size="sm"
          onClick={() => {
            fork(turn);
          }}
        />
      )}
    </div>
  );
}
