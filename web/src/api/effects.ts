/** What was done, the proof of it, and how it is taken back. */
import { request } from "./client";
import type { components } from "./schema.gen";
import type { Page } from "./types";

type Schemas = components["schemas"];

export type EffectView = Schemas["EffectView"];
export type UndoReport = Schemas["UndoReport"];
export type UndoOutcome = Schemas["Outcome"];

export function readEffects(
  query: { run_id?: string; since?: string; limit?: number; cursor?: string | null },
  signal?: AbortSignal,
): Promise<Page<EffectView>> {
  return request<Page<EffectView>>("/api/effects", { query, signal });
}

/** Take back a run, or one step of it. */
export function undoRun(runId: string, stepId?: string): Promise<UndoReport> {
  const body = stepId === undefined ? {} : { step_id: stepId };
  return request<UndoReport>(`/api/runs/${runId}/undo`, { method: "POST", body });
}
