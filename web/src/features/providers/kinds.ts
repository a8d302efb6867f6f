import type { ProviderKind } from "@/api/providers";

interface Kind {
  value: ProviderKind;
  label: string;
  name: string;
  baseUrl: string;
  hint: string;
  key: string;
}

export const KINDS: Kind[] = [
  {
    value: "openai",
    label: "OpenAI",
    name: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    hint: "OpenAI's own service. What you write goes to their servers.",
    key: "Begins with sk-. It is kept encrypted and never shown again.",
  },
  {
    value: "openrouter",
    label: "OpenRouter",
    name: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    hint: "Models of many makers under one key.",
    key: "Begins with sk-or-. It is kept encrypted and never shown again.",
  },
  {
    value: "ollama",
    label: "Ollama",
    name: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    hint: "Models on your own machine; nothing leaves it.",
    key: "Ollama usually needs none.",
  },
  {
    value: "compatible",
    label: "Other",
    name: "OpenAI-compatible",
    baseUrl: "",
    hint: "Any server that speaks OpenAI's protocol, such as llama.cpp, vLLM or LM Studio.",
    key: "Only if that server asks for one. It is kept encrypted and never shown again.",
  },
];

export function kindOf(value: ProviderKind): Kind {
  const found = KINDS.find((kind) => kind.value === value);
  if (!found) throw new Error(`There is no kind of provider named ${value}.`);
  return found;
}
