/** What can be taken back. */
import type { EffectView } from "@/api/effects";

/** Which effects an undo would take back, and which it would leave. */
export function undoable(effects: EffectView[]) {
  const happened = effects.filter(({ status }) => status === "done" || status === "unknown");
  return {
    possible: happened.filter(({ undo }) => undo === "possible"),
    impossible: happened.filter(({ undo }) => undo === "impossible"),
  };
}
