import { Undo2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { undoable } from "../model/effects";
import type { Turn } from "../model/turn";
import { UndoDialog } from "./UndoDialog";
import { useEffects } from "./useEffects";

interface UndoButtonProps {
  turn: Turn;
  /** Only this step; else all that the turn did. */
  stepId?: string;
  label: string;
}

/** Shown while there is something to take back. */
export function UndoButton({ turn, stepId, label }: UndoButtonProps) {
  const [asked, setAsked] = useState(false);
  const { effects } = useEffects(turn);
  const mine = stepId === undefined ? effects : effects.filter((effect) => effect.step_id === stepId);
  const { possible, impossible } = undoable(mine);
  if (possible.length === 0 && !asked) return null;
  return (
    <>
      <IconButton
        label={label}
        icon={<Undo2 />}
        size="sm"
        onClick={() => {
          setAsked(true);
        }}
      />
      {asked && (
        <UndoDialog
          runId={turn.runId}
          stepId={stepId}
          possible={possible}
          impossible={impossible}
          onClose={() => {
            setAsked(false);
          }}
        />
      )}
    </>
  );
}
