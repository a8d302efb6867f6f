import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { Page } from "./types";

export interface Rung {
  provider_id: string;
  model: string;
}

/** Which messages it is chosen for by itself; an empty list means any. */
export interface When {
  roles: string[];
  languages: string[];
  interfaces: string[];
}

export interface AgentView {
  id: string;
  name: string;
  description: string;
  instructions: string;
  /** The first is tried first; empty: the default ladder. */
  models: Rung[];
  /** Full names or "package.*"; null: all. */
  tools: string[] | null;
  tokens_per_day: number | null;
  cost_micros_per_day: number | null;
  when: When;
  priority: number;
  enabled: boolean;
  built_in: boolean;
  created_at: string;
  updated_at: string;
}

export const AGENTS = ["agents"];

/** Those that the person may ask; for administrators all. */
export function useAgents() {
  return useQuery({
    queryKey: AGENTS,
    queryFn: ({ signal }) => request<Page<AgentView>>("/api/agents", { signal }),
    select: ({ items }) => items,
  });
}
