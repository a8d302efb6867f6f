/** What was done, the proof of it, and how it is taken back. */
import { request } from "./client";
import type { Page } from "./types";

export interface EffectView {
  id: string;
  run_id: string | null;
  step_id: string | null;
  conversation_id: string | null;
  capability: string;
  title: string;
  arguments: Record<string, unknown>;
  status: "intent" | "done" | "failed" | "unknown" | "undone";
  text: string;
  undo: "possible" | "impossible" | "done";
  at: string;
  done_at: string | null;
  undone_at: string | null;
}

export interface UndoOutcome {
  effect_id: string;
  run_id: string | null;
  step_id: string | null;
  capability: string;
  title: string;
  status: "undone" | "conflict" | "impossible" | "already" | "failed";
  text: string;
}

export interface UndoReport {
  text: string;
  outcomes: UndoOutcome[];
}

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
