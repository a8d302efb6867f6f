import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

type Schemas = components["schemas"];

/** A standing answer: what the assistant may do without asking, asks each time, or may not do at all. */
export type Grant = Schemas["StandingGrant"];
export type GrantDecision = Grant["decision"];
export type Preferences = Schemas["Preferences"];
export type PlanReview = Preferences["review_plans"];

export const DECISIONS: { value: GrantDecision; label: string }[] = [
  { value: "allow", label: "Do it without asking" },
  { value: "ask", label: "Ask me each time" },
  { value: "deny", label: "Never do it" },
];

const GRANTS = ["grants"];
const PREFERENCES = ["preferences"];

export function useGrants() {
  return useQuery({
    queryKey: GRANTS,
    queryFn: ({ signal }) => request<{ items: Grant[] }>("/api/grants", { signal }),
    select: ({ items }) => items,
  });
}

/** A decision of null takes the standing answer away. */
export function useDecideGrant() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ capability, decision }: { capability: string; decision: GrantDecision | null }) => {
      const path = `/api/grants/${encodeURIComponent(capability)}`;
      return decision
        ? request<unknown>(path, { method: "PUT", body: { decision } })
        : request<unknown>(path, { method: "DELETE" });
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: GRANTS }),
  });
}

export function usePreferences() {
  return useQuery({
    queryKey: PREFERENCES,
    queryFn: ({ signal }) => request<Preferences>("/api/preferences", { signal }),
  });
}

export function useSetPreferences() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: Preferences) => request<Preferences>("/api/preferences", { method: "PUT", body }),
    onSuccess: (saved) => {
      client.setQueryData(PREFERENCES, saved);
    },
    onError: (error) => {
      toast({ text: `That was not saved: ${errorText(error)}`, tone: "danger" });
    },
  });
}
