import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { AGENTS, LIMITS, useAgents } from "@/api/agents";
import { request } from "@/api/client";
import type { Page, Person } from "@/api/types";
import type { Names } from "./scopes";
import type { Limit, PersonToday } from "./types";

const MANY = 500; // people to choose from

export function useLimits() {
  return useQuery({
    queryKey: LIMITS,
    queryFn: ({ signal }) => request<{ items: Limit[] }>("/api/limits", { signal }),
    select: ({ items }) => items,
  });
}

export function usePeopleToday() {
  return useQuery({
    queryKey: ["usage", "people"],
    queryFn: ({ signal }) => request<{ items: PersonToday[] }>("/api/usage/people", { signal }),
    select: ({ items }) => items,
    refetchOnMount: "always",
  });
}

/** Names of all people and agents by their scope. */
export function useNames(): { names: Names; complete: boolean } {
  const agents = useAgents();
  const people = useQuery({
    queryKey: ["users", "all"],
    queryFn: async ({ signal }) => {
      const found: Person[] = [];
      let cursor: string | null | undefined = null;
      do {
        const page: Page<Person> = await request<Page<Person>>("/api/users", {
          query: { limit: 100, cursor },
          signal,
        });
        found.push(...page.items);
        cursor = page.next;
      } while (cursor && found.length < MANY);
      return found;
    },
  });
  const names = useMemo(
    () =>
      new Map([
        ...(people.data ?? []).map(({ id, name }): [string, string] => [`user:${id}`, name]),
        ...(agents.data ?? []).map(({ id, name }): [string, string] => [`agent:${id}`, name]),
      ]),
    [people.data, agents.data],
  );
  return { names, complete: people.isSuccess && agents.isSuccess };
}

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([LIMITS, AGENTS].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

export function useSetLimit() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ scope, ...body }: Limit) =>
      request<Limit>(`/api/limits/${encodeURIComponent(scope)}`, { method: "PUT", body }),
    onSuccess: refresh,
  });
}

export function useRemoveLimit() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (scope: string) =>
      request<undefined>(`/api/limits/${encodeURIComponent(scope)}`, { method: "DELETE" }),
    onSuccess: refresh,
  });
}
