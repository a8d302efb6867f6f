import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AGENTS, LIMITS } from "@/api/agents";
import type { AgentView } from "@/api/agents";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import type { AgentBody } from "./draft";

export type Trial = Required<components["schemas"]["Trial"]>; // the server leaves nothing out

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([AGENTS, LIMITS].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

/** Without an id a new one is added. */
export function useSaveAgent(id: string | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: AgentBody) =>
      id === null
        ? request<AgentView>("/api/agents", { method: "POST", body })
        : request<AgentView>(`/api/agents/${id}`, { method: "PATCH", body }),
    onSuccess: refresh,
  });
}

export function useDeleteAgent(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => request<undefined>(`/api/agents/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
  });
}

/** Asks the agent as it is saved; nothing it plans is carried out. */
export function useTryAgent(id: string) {
  return useMutation({
    mutationFn: (prompt: string) =>
      request<Trial>(`/api/agents/${id}/test`, { method: "POST", body: { prompt } }),
  });
}
