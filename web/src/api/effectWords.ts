/** How the states of what was done, and of taking it back, are called on every page. */
import type { EffectView, UndoOutcome } from "./effects";

type Tone = "neutral" | "success" | "warning" | "danger";

export const STATUS: Record<EffectView["status"], { words: string; tone: Tone; help: string }> = {
  done: { words: "done", tone: "success", help: "It was done, and this is its receipt." },
  undone: { words: "taken back", tone: "neutral", help: "It was done and later taken back." },
  failed: { words: "failed", tone: "danger", help: "It was tried and did not work." },
  unknown: {
    words: "not known",
    tone: "warning",
    help: "The server stopped in the middle; it may or may not have been done.",
  },
  intent: {
    words: "not finished",
    tone: "warning",
    help: "It was begun; there is no receipt that it ended.",
  },
};

export const OUTCOME: Record<UndoOutcome["status"], { words: string; tone: Tone }> = {
  undone: { words: "taken back", tone: "success" },
  already: { words: "was taken back before", tone: "neutral" },
  conflict: { words: "changed since, left as it is", tone: "warning" },
  impossible: { words: "cannot be taken back", tone: "warning" },
  failed: { words: "did not work", tone: "danger" },
};
