import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readEffects, undoRun } from "@/api/effects";
import type { EffectView, UndoOutcome } from "@/api/effects";
import { acted } from "../model/summary";
import { isOpen } from "../model/turn";
import type { Turn } from "../model/turn";

const NONE: EffectView[] = [];
const MOST = 100;

/** The receipts of a turn, in the order things were done; they are asked for once it has changed something. */
export function useEffects(turn: Turn) {
  const { runId } = turn;
  const query = useQuery({
    queryKey: ["effects", "run", runId, turn.attempt],
    enabled: runId !== null && !isOpen(turn) && acted(turn).length > 0,
    staleTime: Infinity, // what changes them says so
    queryFn: async ({ signal }) =>
      (await readEffects({ run_id: runId ?? "", limit: MOST }, signal)).items.toReversed(),
  });
  return { ...query, effects: query.data ?? NONE };
}

const outcomesOf = (runId: string | null) => ["undo-outcomes", runId];

/** What came of taking steps of a run back on this page, by step. */
export function useOutcomes(runId: string | null): ReadonlyMap<string, UndoOutcome> {
  const { data } = useQuery<ReadonlyMap<string, UndoOutcome>>({
    queryKey: outcomesOf(runId),
    queryFn: () => new Map(),
    initialData: () => new Map(),
    staleTime: Infinity,
  });
  return data;
}

/** Take back a run, or one step of it. */
export function useUndo(runId: string | null, stepId?: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => undoRun(runId ?? "", stepId),
    onSuccess: ({ outcomes }) => {
      client.setQueryData<ReadonlyMap<string, UndoOutcome>>(outcomesOf(runId), (before = new Map()) => {
        const now = new Map(before);
        for (const outcome of outcomes) if (outcome.step_id) now.set(outcome.step_id, outcome);
        return now;
      });
      void client.invalidateQueries({ queryKey: ["effects"] });
    },
  });
}
