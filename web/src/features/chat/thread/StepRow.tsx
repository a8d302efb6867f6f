import { Ban, Check, ChevronRight, CircleDashed, CircleHelp, Minus, X } from "lucide-react";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { OUTCOME } from "@/api/effectWords";
import { Badge } from "@/ui/Badge";
import { Progress } from "@/ui/Progress";
import { Spinner } from "@/ui/Spinner";
import { useOutcomes } from "../effects/useEffects";
import type { Step, StepState, Turn } from "../model/turn";
import { StepActions } from "./StepActions";
import { StepDetail } from "./StepDetail";
import styles from "./StepRow.module.css";
import { useElapsed } from "./useElapsed";

const STATES: Record<StepState, { icon: ReactNode; words: string }> = {
  waiting: { icon: <CircleDashed />, words: "waiting" },
  running: { icon: <Spinner />, words: "running" },
  done: { icon: <Check />, words: "done" },
  failed: { icon: <X />, words: "failed" },
  skipped: { icon: <Minus />, words: "skipped" },
  refused: { icon: <Ban />, words: "refused" },
  asked: { icon: <CircleHelp />, words: "asked a question" },
  unknown: { icon: <CircleHelp />, words: "not known whether it happened" },
};

export function StepRow({ step, turn }: { step: Step; turn: Turn }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const elapsed = useElapsed(step);
  const { icon, words } = STATES[step.state];
  return (
    <li className={styles.step} data-state={step.state}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.row}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <span className={styles.icon} aria-hidden>
            {icon}
          </span>
          <span className={styles.title}>
            {step.view.title}
            <span className="visually-hidden">, {words}</span>
          </span>
          {elapsed && <span className={styles.elapsed}>{elapsed}</span>}
          <ChevronRight aria-hidden className={styles.chevron} />
        </button>
        <StepActions step={step} turn={turn} />
      </div>
      <Outcome step={step} turn={turn} />
      {step.progress && (
        <div className={styles.progress}>
          <span>{step.progress.text}</span>
          <Progress value={step.progress.fraction} label={`Progress of ${step.view.title}`} />
        </div>
      )}
      {open && <StepDetail id={id} step={step} />}
    </li>
  );
}

/** What came of taking the step back. */
function Outcome({ step, turn }: { step: Step; turn: Turn }) {
  const outcome = useOutcomes(turn.runId).get(step.view.id);
  if (!outcome) return null;
  const { words, tone } = OUTCOME[outcome.status];
  return (
    <p role="status" className={styles.outcome}>
      <Badge tone={tone}>{words}</Badge> {outcome.status === "undone" ? "" : outcome.text}
    </p>
  );
}
