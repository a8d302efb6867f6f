import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { PROVIDERS } from "@/api/providers";
import type { ProviderView } from "@/api/providers";
import type { components } from "@/api/schema.gen";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import type { ProviderBody } from "./draft";

export type TestResult = Required<components["schemas"]["ProviderCheck"]>; // the server leaves nothing out

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: PROVIDERS }),
      client.invalidateQueries({ queryKey: ["config"] }), // says whether there is a model
    ]);
  };
}

/** Without an id a new one is added. */
export function useSaveProvider(id: string | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: ProviderBody) =>
      id === null
        ? request<ProviderView>("/api/providers", { method: "POST", body })
        : request<ProviderView>(`/api/providers/${id}`, { method: "PATCH", body }),
    onSuccess: refresh,
  });
}

export function useSwitchProvider({ id, name }: ProviderView) {
  const refresh = useRefresh();
  const toast = useToast();
  return useMutation({
    mutationFn: (enabled: boolean) =>
      request<ProviderView>(`/api/providers/${id}`, { method: "PATCH", body: { enabled } }),
    onError: (error) => {
      toast({ text: `“${name}” was not changed: ${errorText(error)}`, tone: "danger" });
    },
    onSettled: refresh,
  });
}

export function useDeleteProvider(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => request<undefined>(`/api/providers/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
  });
}

export function useTestProvider(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (model: string | undefined) =>
      request<TestResult>(`/api/providers/${id}/test`, { method: "POST", body: model ? { model } : {} }),
    onSettled: refresh, // its state may be another one now
  });
}
