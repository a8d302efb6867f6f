import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { PublicConfig } from "./types";

/** Limits and abilities of this server; undefined while they load. */
export function useConfig(): PublicConfig | undefined {
  const { data } = useQuery({
    queryKey: ["config"],
    queryFn: ({ signal }) => request<PublicConfig>("/api/config", { signal }),
    staleTime: Infinity,
  });
  return data;
}
