import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { decide } from "@/api/decide";
import type { Decision } from "@/api/decide";
import { ApiError } from "@/api/errors";
import type { ApprovalView, RunView } from "@/api/types";
import { useToast } from "@/ui/Toast";
import { decisionText } from "../model/approvals";
import { useTurnStore } from "../runs/TurnStoreContext";

/** Answers a question of the assistant. When another door was first, it says so and shows what was answered. */
export function useDecide(approval: ApprovalView) {
  const store = useTurnStore();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async (decision: Decision) => {
      try {
        return await decide(approval, decision);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 409)) throw error;
        const run = await request<RunView>(`/api/runs/${approval.run_id}`);
        toast({ text: firstAnswer(approval, run) ?? error.message });
        return run;
      }
    },
    onSuccess: (run) => {
      store.answered(run);
      refresh(client, run);
    },
  });
}

function firstAnswer(approval: ApprovalView, run: RunView): string | null {
  const now = run.approvals.find((each) => each.id === approval.id);
  return now && now.status !== "pending" ? `Already answered: ${decisionText(now)}.` : null;
}

export function refresh(client: QueryClient, { conversation_id }: RunView): void {
  void client.invalidateQueries({ queryKey: ["approvals"] });
  void client.invalidateQueries({ queryKey: ["messages", conversation_id] });
  void client.invalidateQueries({ queryKey: ["conversations"] });
  void client.invalidateQueries({ queryKey: ["grants"] });
}
