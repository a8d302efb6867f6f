import { CircleStop, RotateCcw, TriangleAlert } from "lucide-react";
import { Button } from "@/ui/Button";
import { shownText } from "../model/turn";
import type { Turn } from "../model/turn";
import styles from "./TurnFailure.module.css";

interface TurnFailureProps {
  turn: Turn;
  onRetry: () => void;
}

/** How a turn ended that did not come to its end, and the way on. */
export function TurnFailure({ turn, onRetry }: TurnFailureProps) {
  const stopped = turn.status === "cancelled";
  return (
    <div className={styles.failure} data-stopped={stopped || undefined} role={stopped ? undefined : "alert"}>
      {stopped ? <CircleStop aria-hidden /> : <TriangleAlert aria-hidden />}
      <p>{stopped ? stoppedText(turn) : (turn.error?.message ?? "This did not work.")}</p>
      <Button size="sm" icon={<RotateCcw aria-hidden />} onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}

function stoppedText(turn: Turn): string {
  if (turn.steps.some((step) => step.state === "done"))
    return "Stopped. The steps that are ticked were done.";
  return shownText(turn) ? "Stopped before the end." : "Stopped.";
}
