import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { components } from "./schema.gen";
import type { Page } from "./types";

type Schemas = components["schemas"];

/** The server leaves nothing out. */
export type ModelPrice = Required<Schemas["ModelPrice"]>;
export type ProviderView = Omit<Schemas["ProviderView"], "models"> & { models: ModelPrice[] };
export type ProviderKind = ProviderView["kind"];

export const PROVIDERS = ["providers"];

/** For administrators. */
export function useProviders() {
  return useQuery({
    queryKey: PROVIDERS,
    queryFn: ({ signal }) => request<Page<ProviderView>>("/api/providers", { signal }),
    select: ({ items }) => items,
  });
}
