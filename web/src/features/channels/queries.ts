import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CHANNELS } from "@/api/channels";
import type { Channel } from "@/api/channels";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type ChannelSetting = Schemas["ChannelSetting"];
export type Delivery = Schemas["DeliveryView"];

const DELIVERIES = ["deliveries"];
const OFTEN = 5_000; // milliseconds between looks while something is on its way

const moving = (items: Delivery[] | undefined) =>
  items?.some(({ state }) => state === "queued" || state === "sending") ?? false;

export const useDeliveries = (everybody: boolean) =>
  useQuery({
    queryKey: [...DELIVERIES, everybody],
    queryFn: async ({ signal }) =>
      (
        await request<{ items: Delivery[] }>("/api/channels/deliveries", {
          query: everybody ? { everybody } : {},
          signal,
        })
      ).items,
    refetchInterval: (query) => (moving(query.state.data) ? OFTEN : false),
  });

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([CHANNELS, DELIVERIES].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

export function useConfigure(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (settings: Record<string, string>) =>
      request<Channel>(`/api/channels/${name}`, { method: "PUT", body: { settings } }),
    onSettled: refresh,
  });
}

export function useForget(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => request<undefined>(`/api/channels/${name}`, { method: "DELETE" }),
    onSettled: refresh,
  });
}

export function useTest(name: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => request<Delivery>(`/api/channels/${name}/test`, { method: "POST" }),
    onSettled: refresh,
  });
}

export function useSendAgain() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (key: string) =>
      request<Delivery>(`/api/channels/deliveries/${encodeURIComponent(key)}/again`, { method: "POST" }),
    onSettled: refresh,
  });
}
