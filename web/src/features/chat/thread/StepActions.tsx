import { SkipForward } from "lucide-react";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { UndoButton } from "../effects/UndoButton";
import { useEffects, useOutcomes } from "../effects/useEffects";
import { isEnded } from "../model/turn";
import type { Step, Turn } from "../model/turn";
import { useSteer } from "../runs/useSteer";

/** Beside a step: leave it out while it has not begun, take it back once it is done. */
export function StepActions({ step, turn }: { step: Step; turn: Turn }) {
  if (turn.runId === null) return null;
  if (step.state === "waiting" && turn.status === "running") return <Skip step={step} runId={turn.runId} />;
  if (step.view.risk === "read" || !isEnded(turn)) return null;
  return <TakeBack step={step} turn={turn} />;
}

function Skip({ step, runId }: { step: Step; runId: string }) {
  const steer = useSteer();
  if (steer.isSuccess) return <Badge>will be skipped</Badge>;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<SkipForward aria-hidden />}
      busy={steer.isPending}
      aria-label={`Skip: ${step.view.title}`}
      onClick={() => {
        steer.mutate({ runId, skip: [step.view.id] });
      }}
    >
      Skip
    </Button>
  );
}

function TakeBack({ step, turn }: { step: Step; turn: Turn }) {
  const { effects } = useEffects(turn);
  const told = useOutcomes(turn.runId).has(step.view.id);
  const undone = effects.some((effect) => effect.step_id === step.view.id && effect.status === "undone");
  if (undone) return told ? null : <Badge>taken back</Badge>;
  return <UndoButton turn={turn} stepId={step.view.id} label={`Undo: ${step.view.title}`} />;
}
