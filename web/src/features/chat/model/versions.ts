/** Earlier versions of messages: what was asked again, or otherwise, leaves the one before beside it. */
import type { RunView } from "@/api/types";

export interface Version {
  /** From one. */
  number: number;
  count: number;
  before: string | null;
  after: string | null;
}

export interface Shown {
  runs: RunView[];
  /** By run id; only of messages that have more than one version. */
  versions: Map<string, Version>;
}

/**
 * The runs of a conversation that are shown, oldest first: those that count, unless an earlier version was `chosen`
 * (run ids), which then brings along what followed it.
 */
export function shownRuns(all: RunView[], chosen: ReadonlySet<string>): Shown {
  const shown: Shown = { runs: [], versions: new Map() };
  const active = all.filter((run) => !run.superseded);
  const seen = new Set<string>();
  for (const run of active) {
    const siblings = seen.has(before(run)) ? [run] : siblingsOf(run, all);
    seen.add(before(run));
    const pick = siblings.find((each) => chosen.has(each.id)) ?? run;
    add(shown, pick, siblings);
    if (pick === run) continue;
    followUps(shown, pick, all, chosen);
    break;
  }
  return shown;
}

/** What followed a version that does not count any more. */
function followUps(shown: Shown, run: RunView, all: RunView[], chosen: ReadonlySet<string>): void {
  const next = all.filter((each) => each.superseded && each.previous === run.id);
  const pick = next.find((each) => chosen.has(each.id)) ?? next.at(-1);
  if (!pick) return;
  add(shown, pick, next);
  followUps(shown, pick, all, chosen);
}

function add(shown: Shown, run: RunView, siblings: RunView[]): void {
  shown.runs.push(run);
  if (siblings.length < 2) return;
  const at = siblings.indexOf(run);
  shown.versions.set(run.id, {
    number: at + 1,
    count: siblings.length,
    before: siblings[at - 1]?.id ?? null,
    after: siblings[at + 1]?.id ?? null,
  });
}

/** The versions of one that counts: itself, and those that do not count any more and continue the same run. */
function siblingsOf(run: RunView, all: RunView[]): RunView[] {
  if (run.previous === undefined) return [run];
  return all.filter((each) => each === run || (each.superseded && each.previous === run.previous));
}

function before({ id, previous }: RunView): string {
  return previous === undefined ? id : (previous ?? "");
}
