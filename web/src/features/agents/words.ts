import type { AgentView, When } from "@/api/agents";
import { functionWords, packageOf } from "@/api/capabilities";
import type { ProviderView } from "@/api/providers";
import { counted, formatCost } from "@/ui/numbers";
import { wholeOf } from "./tools";

export const ROLES: { value: When["roles"][number]; label: string }[] = [
  { value: "user", label: "People" },
  { value: "admin", label: "Administrators" },
  { value: "service", label: "Services" },
];

export const INTERFACES = [
  { value: "web", label: "Web page" },
  { value: "cli", label: "Command line" },
  { value: "api", label: "API" },
];

const LANGUAGES = ["en", "de", "es", "fr", "hr"];

/** `known`, and those of `chosen` that are not among them. */
export function optionsWith(known: { value: string; label: string }[], chosen: string[]) {
  const more = chosen.filter((value) => !known.some((option) => option.value === value));
  return [...known, ...more.map((value) => ({ value, label: value }))];
}

export function languageOptions(chosen: string[]) {
  return [...new Set([...LANGUAGES, ...chosen])].map((value) => ({ value, label: languageName(value) }));
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The ladder, such as "gpt-4o, then qwen3 (Ollama)". */
export function ladderWords(agent: AgentView, providers: ProviderView[] | undefined): string {
  if (agent.models.length === 0)
    return agent.built_in ? "the first model of each provider" : "default models";
  return agent.models
    .map(({ provider_id, model }) => {
      const provider = providers?.find(({ id }) => id === provider_id);
      return provider ? `${model} (${provider.name})` : model;
    })
    .join(", then ");
}

export function toolWords({ tools }: AgentView): string {
  if (tools === null) return "all functions";
  if (tools.length === 0) return "no functions";
  return [...new Set(tools.map(packageOf))]
    .map((name) => {
      if (tools.includes(wholeOf(name))) return `all of ${name}`;
      const single = tools.filter((tool) => packageOf(tool) === name);
      return `${name}: ${single.map(functionWords).join(", ")}`;
    })
    .join("; ");
}

export function whenWords({ built_in, when }: AgentView): string {
  if (built_in) return "whenever no other agent fits";
  const label = (options: { value: string; label: string }[], value: string) =>
    options.find((option) => option.value === value)?.label ?? value;
  const parts = [
    when.roles.map((role) => label(ROLES, role)).join(" or "),
    when.languages.map(languageName).join(" or "),
    when.interfaces.map((door) => label(INTERFACES, door)).join(" or "),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : "everybody, everywhere";
}

export function limitWords({ tokens_per_day, cost_micros_per_day }: AgentView): string {
  const parts = [
    tokens_per_day === null ? "" : counted(tokens_per_day, "token"),
    cost_micros_per_day === null ? "" : formatCost(cost_micros_per_day),
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(" and ")} a day` : "";
}
