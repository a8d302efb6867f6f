import { useState } from "react";
import type { EffectView } from "@/api/effects";
import { OUTCOME } from "@/api/effectWords";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { counted } from "@/ui/numbers";
import styles from "./Effects.module.css";
import { useUndo } from "./useEffects";

interface UndoDialogProps {
  runId: string | null;
  stepId: string | undefined;
  possible: EffectView[];
  impossible: EffectView[];
  onClose: () => void;
}

/** Says what will be taken back and what will not; afterwards, what came of it. */
export function UndoDialog({ runId, stepId, onClose, ...offered }: UndoDialogProps) {
  const [{ possible, impossible }] = useState(offered); // what was offered stays in sight while it is taken back
  const undo = useUndo(runId, stepId);
  const report = undo.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={report ? "What was taken back" : `Take back ${counted(possible.length, "step")}?`}
      description={report ? headline(report.text) : undefined}
      footer={
        report ? (
          <Button data-autofocus onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              busy={undo.isPending}
              onClick={() => {
                undo.mutate();
              }}
            >
              Take back
            </Button>
          </>
        )
      }
    >
      {report ? (
        <ul role="list" aria-label="Results" className={styles.effects}>
          {report.outcomes.map((outcome) => (
            <li key={outcome.effect_id}>
              <p>
                {outcome.title}{" "}
                <Badge tone={OUTCOME[outcome.status].tone}>{OUTCOME[outcome.status].words}</Badge>
              </p>
              {outcome.status !== "undone" && <p className={styles.quiet}>{outcome.text}</p>}
            </li>
          ))}
        </ul>
      ) : (
        <>
          <Effects heading="Will be taken back" effects={possible} />
          <Effects heading="Cannot be taken back, and stays" effects={impossible} />
        </>
      )}
      {undo.error && <ErrorNotice error={undo.error} />}
    </Dialog>
  );
}

/** The first line; the others repeat the list. */
function headline(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/:$/, ".");
}

export function Effects({ heading, effects }: { heading: string; effects: EffectView[] }) {
  if (effects.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{heading}</h3>
      <ul role="list" aria-label={heading} className={styles.effects}>
        {effects.map((effect) => (
          <li key={effect.id}>{effect.title}</li>
        ))}
      </ul>
    </section>
  );
}
