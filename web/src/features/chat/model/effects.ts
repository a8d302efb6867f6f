/** What can be taken back, and what came of it, in words. */
import type { EffectView, UndoOutcome } from "@/api/effects";

/** Which effects an undo would take back, and which it would leave. */
export function undoable(effects: EffectView[]) {
  const happened = effects.filter(({ status }) => status === "done" || status === "unknown");
  return {
    possible: happened.filter(({ undo }) => undo === "possible"),
    impossible: happened.filter(({ undo }) => undo === "impossible"),
  };
}

type Tone = "neutral" | "success" | "warning" | "danger";

export const OUTCOMES: Record<UndoOutcome["status"], { words: string; tone: Tone }> = {
  undone: { words: "taken back", tone: "success" },
  already: { words: "was taken back before", tone: "neutral" },
  conflict: { words: "changed since, left as it is", tone: "warning" },
  impossible: { words: "cannot be taken back", tone: "warning" },
  failed: { words: "did not work", tone: "danger" },
};

export const STATUSES: Record<EffectView["status"], { words: string; tone: Tone }> = {
  done: { words: "done", tone: "success" },
  undone: { words: "taken back", tone: "neutral" },
  failed: { words: "failed", tone: "danger" },
  unknown: { words: "not known", tone: "warning" },
  intent: { words: "begun", tone: "warning" },
};
