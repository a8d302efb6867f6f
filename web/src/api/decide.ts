/** How the person answers what waits for their word. */
import { request } from "./client";
import type { components } from "./schema.gen";
import type { ApprovalView, RunView } from "./types";

type Edit = components["schemas"]["PlanEdit"];
type Reply = components["schemas"]["ApprovalReply"];

export type PlanEdit = Pick<Edit, "step_id"> & Partial<Edit>;

/** "done" and "again" answer what is not known; "reject" leaves it then. */
export type Decision = Pick<Reply, "action"> & Partial<Omit<Reply, "plan">> & { plan?: PlanEdit[] };

/** Raises ApiError 409 when somebody else, or another door, was first. */
export function decide({ id, run_id }: ApprovalView, decision: Decision): Promise<RunView> {
  const name = id.slice(run_id.length + 1);
  return request<RunView>(`/api/runs/${run_id}/approvals/${encodeURIComponent(name)}`, {
    method: "POST",
    body: decision,
  });
}
