import { ChevronDown, Pencil, RotateCcw, X } from "lucide-react";
import { useId, useState } from "react";
import type { StepView } from "@/api/types";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import type { Arguments } from "../model/fields";
import cardStyles from "./ApprovalCard.module.css";
import { ArgumentForm } from "./ArgumentForm";
import { ArgumentList } from "./ArgumentList";
import styles from "./PlannedStep.module.css";
import { useSchema } from "./useSchema";

interface PlannedStepProps {
  number: number;
  step: StepView;
  values: Arguments;
  edited: boolean;
  removed: boolean;
  /** It needs a step that was removed. */
  lacking: boolean;
  onToggle: () => void;
  onEdit: (values: Arguments) => void;
}

/** A step of a plan that has not begun: look at it, change it, leave it out. */
export function PlannedStep(props: PlannedStepProps) {
  const { number, step, values, edited, removed, lacking, onToggle, onEdit } = props;
  const [mode, setMode] = useState<"folded" | "open" | "editing">("folded");
  const id = useId();
  const schema = useSchema(step.capability);
  const out = removed || lacking;
  const unfolded = mode !== "folded" && !out;
  const fold = () => {
    setMode("folded");
  };
  return (
    <li className={styles.step} data-out={out || undefined}>
      <div className={styles.row}>
        <span aria-hidden className={styles.number}>
          {number}
        </span>
        <button
          type="button"
          className={styles.title}
          aria-expanded={unfolded}
          aria-controls={id}
          disabled={out}
          onClick={() => {
            setMode(mode === "folded" ? "open" : "folded");
          }}
        >
          <span className={styles.words}>
            <span>{step.title}</span>
            {lacking && <Badge>needs a removed step</Badge>}
            {removed && <Badge>left out</Badge>}
            {!out && edited && <Badge tone="accent">changed</Badge>}
            {!out && step.risk === "send" && <Badge tone="warning">reaches somebody else</Badge>}
            {!out && step.undo === false && <Badge tone="warning">cannot be taken back</Badge>}
          </span>
          {!out && <ChevronDown aria-hidden />}
        </button>
        {!out && (
          <IconButton
            label={`Edit step ${String(number)}`}
            icon={<Pencil />}
            size="sm"
            onClick={() => {
              setMode("editing");
            }}
          />
        )}
        {!lacking && (
          <IconButton
            label={removed ? `Take step ${String(number)} in again` : `Leave out step ${String(number)}`}
            icon={removed ? <RotateCcw /> : <X />}
            size="sm"
            onClick={onToggle}
          />
        )}
      </div>
      {unfolded && (
        <div id={id} className={styles.detail}>
          {mode === "editing" ? (
            <ArgumentForm
              label={`Change step ${String(number)}`}
              schema={schema}
              values={values}
              onSubmit={(changed, touched) => {
                if (touched) onEdit(changed);
                fold();
              }}
            >
              <div className={cardStyles.foot}>
                <Button type="submit" size="sm">
                  Keep changes
                </Button>
                <Button size="sm" variant="ghost" onClick={fold}>
                  Discard
                </Button>
              </div>
            </ArgumentForm>
          ) : (
            <ArgumentList schema={schema} values={values} />
          )}
        </div>
      )}
    </li>
  );
}
