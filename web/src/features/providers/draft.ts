import type { ProviderKind, ProviderView } from "@/api/providers";
import type { components } from "@/api/schema.gen";
import { kindOf } from "./kinds";

/** A line of the form; everything as it was typed. */
export interface ModelLine {
  key: number;
  name: string;
  input: string;
  output: string;
  longest: string;
  sees: boolean;
}

/** `keep` leaves the saved key alone, null removes it, a text replaces it. */
export type KeyChange = "keep" | null | { text: string };

export interface Draft {
  name: string;
  kind: ProviderKind;
  baseUrl: string;
  key: KeyChange;
  models: ModelLine[];
  enabled: boolean;
}

type ModelDraft = components["schemas"]["ModelDraft"];

/** What is sent. A price that is left out is filled in by the server where it knows the model. */
export interface ProviderBody {
  name: string;
  kind: ProviderKind;
  base_url?: string;
  api_key?: string;
  models: ModelDraft[];
  enabled: boolean;
}

let nextKey = 0;

export function emptyLine(name = ""): ModelLine {
  return { key: (nextKey += 1), name, input: "", output: "", longest: "", sees: false };
}

export function draftOf(provider: ProviderView | null, added: string[] = []): Draft {
  if (!provider) {
    const { label, baseUrl } = kindOf("openai");
    return {
      name: label,
      kind: "openai",
      baseUrl,
      key: { text: "" },
      models: [emptyLine()],
      enabled: true,
    };
  }
  const lines = provider.models.map((model) => ({
    ...emptyLine(model.name),
    input: String(model.input_price),
    output: String(model.output_price),
    longest: model.max_output_tokens === null ? "" : String(model.max_output_tokens),
    sees: model.sees,
  }));
  return {
    name: provider.name,
    kind: provider.kind,
    baseUrl: provider.base_url,
    key: provider.has_key ? "keep" : { text: "" },
    models: [...lines, ...added.map(emptyLine)],
    enabled: provider.enabled,
  };
}

/** The draft for another kind: name and address follow, unless they were written by hand. */
export function withKind(draft: Draft, kind: ProviderKind): Draft {
  const [before, after] = [kindOf(draft.kind), kindOf(kind)];
  return {
    ...draft,
    kind,
    name: draft.name === before.label || !draft.name ? after.label : draft.name,
    baseUrl: draft.baseUrl === before.baseUrl ? after.baseUrl : draft.baseUrl,
  };
}

export function bodyOf({ name, kind, baseUrl, key, models, enabled }: Draft): ProviderBody {
  return {
    name: name.trim(),
    kind,
    ...(baseUrl.trim() ? { base_url: baseUrl.trim() } : {}),
    ...keyOf(key),
    models: models
      .filter((line) => line.name.trim())
      .map((line) => ({
        name: line.name.trim(),
        input_price: numberOf(line.input),
        output_price: numberOf(line.output),
        max_output_tokens: numberOf(line.longest),
        sees: line.sees,
      })),
    enabled,
  };
}

function keyOf(key: KeyChange): { api_key?: string } {
  if (key === "keep") return {};
  if (key === null) return { api_key: "" };
  return key.text.trim() ? { api_key: key.text.trim() } : {};
}

function numberOf(text: string): number | null {
  const value = Number(text);
  return text.trim() && Number.isFinite(value) ? value : null;
}
