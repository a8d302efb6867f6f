import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readEffects } from "@/api/effects";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { counted } from "@/ui/numbers";
import { Skeleton } from "@/ui/Skeleton";
import { Effects } from "../effects/UndoDialog";
import { undoable } from "../model/effects";
import styles from "./RewindDialog.module.css";

export interface RewindPlan {
  /** The verb on the button, such as "Save and rerun". */
  action: string;
  runIds: string[];
  /** When the first of them was sent. */
  since: string;
}

interface RewindDialogProps {
  plan: RewindPlan;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (undo: boolean) => void;
}

/** Before messages leave the conversation: what was done for them, and whether that is to be taken back too. */
export function RewindDialog({ plan, busy, error, onClose, onConfirm }: RewindDialogProps) {
  const [undo, setUndo] = useState(false);
  const effects = useDone(plan);
  const { possible, impossible } = undoable(effects.data ?? []);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${plan.action}?`}
      description={`${counted(plan.runIds.length, "message")} and what was answered ${
        plan.runIds.length === 1 ? "leaves" : "leave"
      } the conversation. Earlier versions stay readable.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => {
              onConfirm(undo);
            }}
          >
            {plan.action}
          </Button>
        </>
      }
    >
      {effects.isPending && <Skeleton lines={2} label="Looking up what was done" />}
      <Effects heading="Was done for it" effects={possible} />
      <Effects heading="Was done, and cannot be taken back" effects={impossible} />
      {possible.length > 0 && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={undo}
            onChange={(event) => {
              setUndo(event.target.checked);
            }}
          />
          Also take back what was done ({counted(possible.length, "step")})
        </label>
      )}
      {error || effects.error ? <ErrorNotice error={error ?? effects.error} /> : null}
    </Dialog>
  );
}

function useDone({ runIds, since }: RewindPlan) {
  return useQuery({
    queryKey: ["effects", "rewind", runIds],
    queryFn: async ({ signal }) => {
      const { items } = await readEffects({ since, limit: 100 }, signal);
      return items.filter(({ run_id }) => run_id !== null && runIds.includes(run_id)).toReversed();
    },
  });
}
