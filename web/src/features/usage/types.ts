export interface Amounts {
  calls: number;
  input_tokens: number;
  output_tokens: number;
  cost_micros: number;
}

export interface DayUsage extends Amounts {
  date: string;
}

export interface ModelUsage extends Amounts {
  model: string;
}

export interface PromptUsage extends Amounts {
  prompt: string;
}

export interface Today {
  tokens: number;
  cost_micros: number;
  calls: number;
  limit_tokens: number | null;
  limit_cost_micros: number | null;
  renews_at: string;
}

export interface UsageView {
  today: Today;
  days: DayUsage[];
  models: ModelUsage[];
  prompts: PromptUsage[];
}
