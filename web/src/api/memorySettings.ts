import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "./client";
import type { components } from "./schema.gen";

/** What the person has decided about what is remembered, and for how long conversations are kept. */
export type MemorySettings = components["schemas"]["MemorySettingsView"];
export type Learn = MemorySettings["learn"];

const SETTINGS = ["memory-settings"];

export function useMemorySettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => request<MemorySettings>("/api/memory/settings", { signal }),
  });
}

/** The choice moves at once; when the server refuses it, it moves back. */
export function useSetMemorySettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ learn, keep_days }: MemorySettings) =>
      request<MemorySettings>("/api/memory/settings", { method: "PUT", body: { learn, keep_days } }),
    onMutate: (wanted) => {
      client.setQueryData<MemorySettings>(SETTINGS, wanted);
    },
    onSettled: () => client.invalidateQueries({ queryKey: SETTINGS }),
  });
}
