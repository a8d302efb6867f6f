import { ChevronDown, Hourglass, ListChecks } from "lucide-react";
import { useId, useState } from "react";
import { Spinner } from "@/ui/Spinner";
import { estimateText, isWorthSaying } from "../model/estimate";
import { planCount, planSummary } from "../model/summary";
import { isOpen } from "../model/turn";
import type { Turn } from "../model/turn";
import styles from "./PlanTimeline.module.css";
import { StepRow } from "./StepRow";

/** What is done for an answer, step by step; one line when it is folded. */
export function PlanTimeline({ turn }: { turn: Turn }) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const id = useId();
  const open = chosen ?? opensByItself(turn);
  return (
    <section aria-label="Plan" className={styles.plan} data-open={open || undefined}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setChosen(!open);
        }}
      >
        {isOpen(turn) ? <Spinner className={styles.spinner} /> : <Resting turn={turn} />}
        <span className={styles.line}>{planSummary(turn)}</span>
        {isOpen(turn) && turn.estimate && isWorthSaying(turn.estimate) && (
          <span className={styles.estimate}>{estimateText(turn.estimate)}</span>
        )}
        <span className={styles.count}>
          <span aria-hidden>{planCount(turn.steps)}</span>
          <span className="visually-hidden">{planCount(turn.steps).replace("/", " of ")} steps done</span>
        </span>
        <ChevronDown aria-hidden className={styles.chevron} />
      </button>
      {open && (
        <ol role="list" id={id} className={styles.steps}>
          {turn.steps.map((step) => (
            <StepRow key={step.view.id} step={step} turn={turn} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Resting({ turn }: { turn: Turn }) {
  const Icon = turn.status === "waiting" ? Hourglass : ListChecks;
  return <Icon aria-hidden className={styles.icon} />;
}

/** A plan that is watched live, or that did not work, is worth its room; an old one is not. */
function opensByItself(turn: Turn): boolean {
  const failed = turn.steps.some(({ state }) => ["failed", "refused", "unknown"].includes(state));
  const watched = turn.attempt > 0 && turn.steps.length > 1;
  return failed || watched;
}
