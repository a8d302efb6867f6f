import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { estimateText, longestPath } from "../model/estimate";
import { editsOf, leftOut, toggled, untouched, withArguments } from "../model/planEdits";
import type { ApprovalBodyProps } from "./ApprovalCard";
import styles from "./ApprovalCard.module.css";
import { PlannedStep } from "./PlannedStep";

/** May this plan begin? Steps can be left out or changed first. */
export function PlanApproval({ turn, sending, onDecide }: ApprovalBodyProps) {
  const [draft, setDraft] = useState(untouched);
  const steps = turn.steps.map((step) => step.view);
  const out = leftOut(steps, draft);
  const edits = editsOf(steps, draft);
  const estimate =
    out.size === 0 && turn.estimate
      ? turn.estimate
      : { seconds: longestPath(steps.filter((step) => !out.has(step.id))), tokens: 0, cost_micros: 0 };
  return (
    <>
      <ol role="list" aria-label="Steps of the plan" className={styles.steps}>
        {steps.map((step, index) => (
          <PlannedStep
            key={step.id}
            number={index + 1}
            step={step}
            values={draft.changed.get(step.id) ?? step.arguments}
            edited={draft.changed.has(step.id)}
            removed={draft.removed.has(step.id)}
            lacking={out.has(step.id) && !draft.removed.has(step.id)}
            onToggle={() => {
              setDraft(toggled(draft, step.id));
            }}
            onEdit={(values) => {
              setDraft(withArguments(draft, step.id, values));
            }}
          />
        ))}
      </ol>
      <p className={styles.quiet}>
        {out.size === steps.length
          ? "No step is left. Cancel the plan instead."
          : `${stepsText(steps.length - out.size)}, ${estimateText(estimate)}`}
      </p>
      <div className={styles.foot}>
        <Button
          variant="primary"
          icon={<Play aria-hidden />}
          busy={sending === "approve"}
          disabled={out.size === steps.length}
          onClick={() => {
            onDecide({ action: "approve", ...(edits.length > 0 ? { plan: edits } : {}) });
          }}
        >
          {edits.length > 0 ? "Start as changed" : "Start"}
        </Button>
        <Button
          busy={sending === "reject"}
          onClick={() => {
            onDecide({ action: "reject" });
          }}
        >
          Cancel
        </Button>
      </div>
    </>
  );
}

function stepsText(count: number): string {
  return `${String(count)} step${count === 1 ? "" : "s"}`;
}
