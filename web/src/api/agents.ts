import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { components } from "./schema.gen";
import type { Page } from "./types";

type Schemas = components["schemas"];

export type Rung = Schemas["Rung"];
export type When = Schemas["When"];
export type AgentView = Required<Schemas["AgentView"]>; // the server leaves nothing out

export const AGENTS = ["agents"];
export const LIMITS = ["limits"]; // an agent's own limit is one of them

/** Those that the person may ask; for administrators all. */
export function useAgents() {
  return useQuery({
    queryKey: AGENTS,
    queryFn: ({ signal }) => request<Page<AgentView>>("/api/agents", { signal }),
    select: ({ items }) => items,
  });
}
