/** How the person answers what waits for their word. */
import { request } from "./client";
import type { ApprovalView, RunView } from "./types";

export interface PlanEdit {
  step_id: string;
  remove?: boolean;
  arguments?: Record<string, unknown>;
}

export interface Decision {
  /** "done" and "again" answer what is not known; "reject" leaves it then. */
  action: "approve" | "reject" | "done" | "again";
  arguments?: Record<string, unknown>;
  reason?: string;
  remember?: "allow" | "deny";
  plan?: PlanEdit[];
}

/** Raises ApiError 409 when somebody else, or another door, was first. */
export function decide({ id, run_id }: ApprovalView, decision: Decision): Promise<RunView> {
  const name = id.slice(run_id.length + 1);
  return request<RunView>(`/api/runs/${run_id}/approvals/${encodeURIComponent(name)}`, {
    method: "POST",
    body: decision,
  });
}
