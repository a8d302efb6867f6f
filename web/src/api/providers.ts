import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import type { Page } from "./types";

export type ProviderKind = "openai" | "openrouter" | "ollama" | "compatible";

/** Prices are US dollars per million tokens. */
export interface ModelPrice {
  name: string;
  input_price: number;
  output_price: number;
  max_output_tokens: number | null;
}

/** A server of language models. The key itself never comes back; `key_hint` are its last characters. */
export interface ProviderView {
  id: string;
  name: string;
  kind: ProviderKind;
  base_url: string;
  has_key: boolean;
  key_hint: string;
  models: ModelPrice[];
  enabled: boolean;
  built_in: boolean;
  state: "ready" | "down";
  created_at: string;
  updated_at: string;
}

export const PROVIDERS = ["providers"];

/** For administrators. */
export function useProviders() {
  return useQuery({
    queryKey: PROVIDERS,
    queryFn: ({ signal }) => request<Page<ProviderView>>("/api/providers", { signal }),
    select: ({ items }) => items,
  });
}
