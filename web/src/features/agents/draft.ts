import type { AgentView, Rung, When } from "@/api/agents";

/** The form; amounts as they were typed. */
export interface Draft {
  name: string;
  description: string;
  instructions: string;
  models: Rung[];
  tools: string[] | null;
  tokens: string;
  dollars: string;
  when: When;
  priority: string;
  enabled: boolean;
}

type Fixed = "when" | "priority" | "enabled"; // of the built-in agent
type Editable = Omit<AgentView, "id" | "built_in" | "created_at" | "updated_at">;
export type AgentBody = Omit<Editable, Fixed> & Partial<Pick<Editable, Fixed>>;

export function draftOf(agent: AgentView | null): Draft {
  if (!agent)
    return {
      name: "",
      description: "",
      instructions: "",
      models: [],
      tools: null,
      tokens: "",
      dollars: "",
      when: { roles: [], languages: [], interfaces: [] },
      priority: "0",
      enabled: true,
    };
  return {
    name: agent.name,
    description: agent.description,
    instructions: agent.instructions,
    models: agent.models,
    tools: agent.tools,
    tokens: agent.tokens_per_day === null ? "" : String(agent.tokens_per_day),
    dollars: agent.cost_micros_per_day === null ? "" : String(agent.cost_micros_per_day / 1_000_000),
    when: agent.when,
    priority: String(agent.priority),
    enabled: agent.enabled,
  };
}

export function bodyOf(draft: Draft, builtIn: boolean): AgentBody {
  const { name, description, instructions, models, tools, tokens, dollars, when, priority, enabled } = draft;
  return {
    name: name.trim(),
    description: description.trim(),
    instructions: instructions.trim(),
    models,
    tools,
    tokens_per_day: tokens.trim() ? Math.round(Number(tokens)) : null,
    cost_micros_per_day: dollars.trim() ? Math.round(Number(dollars) * 1_000_000) : null,
    ...(builtIn ? {} : { when, priority: Math.round(Number(priority)) || 0, enabled }),
  };
}
