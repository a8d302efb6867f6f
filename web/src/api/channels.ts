import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { components } from "./schema.gen";

export type Channel = Required<components["schemas"]["ChannelView"]>; // the server leaves nothing out
export const CHANNELS = ["channels"];

/** The platforms through which people can be reached, configured or not. */
export const useChannels = () =>
  useQuery({
    queryKey: CHANNELS,
    queryFn: async ({ signal }) => (await request<{ items: Channel[] }>("/api/channels", { signal })).items,
  });
