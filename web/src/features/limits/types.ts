export interface Limit {
  /** "everyone" (all together), "person" (the default of each), "user:ID" or "agent:ID". */
  scope: string;
  tokens_per_day: number | null;
  cost_micros_per_day: number | null;
}

export interface PersonToday {
  user_id: string;
  name: string;
  tokens: number;
  cost_micros: number;
  calls: number;
}
