import type { RunView } from "@/api/types";
import { learned } from "../model/approvals";
import { isEnded, turnOfRun } from "../model/turn";
import type { Turn } from "../model/turn";

/** Stored runs and the turns of this tab as one list. A stored end beats what this tab has seen; keys stay. */
export function merge(runs: RunView[], live: readonly Turn[], conversationId: string): Turn[] {
  const mine = new Map(live.filter((turn) => turn.runId).map((turn) => [turn.runId, turn]));
  const stored = runs.map((run) => one(turnOf(run), mine.get(run.id)));
  const known = new Set(runs.map((run) => run.id));
  const rest = live.filter((turn) => turn.conversationId === conversationId && !known.has(turn.runId ?? ""));
  return [...stored, ...rest];
}

// The same run is the same turn, so that React need not draw it again.
const made = new WeakMap<RunView, Turn>();
const joined = new WeakMap<Turn, { live: Turn; turn: Turn }>();

function turnOf(run: RunView): Turn {
  const turn = made.get(run) ?? turnOfRun(run);
  made.set(run, turn);
  return turn;
}

function one(stored: Turn, live: Turn | undefined): Turn {
  if (!live) return stored;
  const before = joined.get(stored);
  if (before?.live === live) return before.turn;
  const turn = join(stored, live);
  joined.set(stored, { live, turn });
  return turn;
}

function join(stored: Turn, live: Turn): Turn {
  if (isEnded(stored) && !isEnded(live)) return { ...stored, key: live.key, attempt: live.attempt };
  // The stream tells more than is stored, but not what it took, nor what another door has answered.
  return {
    ...live,
    record: stored.record,
    approvals: learned(live.approvals, stored.approvals),
    estimate: live.estimate ?? stored.estimate,
  };
}
