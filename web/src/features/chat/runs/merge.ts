import type { RunView } from "@/api/types";
import { isOpen, turnOfRun } from "../model/turn";
import type { Turn } from "../model/turn";

/** Stored runs and the turns of this tab as one list. A stored end beats what this tab has seen; keys stay. */
export function merge(runs: RunView[], live: readonly Turn[], conversationId: string): Turn[] {
  const mine = new Map(live.filter((turn) => turn.runId).map((turn) => [turn.runId, turn]));
  const stored = runs.map((run) => one(turnOf(run), mine.get(run.id)));
  const known = new Set(runs.map((run) => run.id));
  const rest = live.filter((turn) => turn.conversationId === conversationId && !known.has(turn.runId ?? ""));
  return [...stored, ...rest];
}

function one(stored: Turn, live: Turn | undefined): Turn {
  if (!live) return stored;
  return isOpen(stored) || !isOpen(live) ? live : { ...stored, key: live.key, attempt: live.attempt };
}

const made = new WeakMap<RunView, Turn>(); // the same run is the same turn, so that React need not draw it again

function turnOf(run: RunView): Turn {
  const turn = made.get(run) ?? turnOfRun(run);
  made.set(run, turn);
  return turn;
}
