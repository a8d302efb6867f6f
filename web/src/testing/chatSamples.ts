import type { AnswerView, ApprovalView, Citation, RunView, StepResultView, StepView } from "@/api/types";

export const citation: Citation = {
  document_id: "d1",
  title: "Boiler manual.pdf",
  page: 12,
  section: null,
  start: 4200,
  end: 4310,
  quote: "Bleed the radiators once a year, before the heating season starts.",
  score: 0.83,
};

export const answer = (over: Partial<AnswerView> = {}): AnswerView => ({
  text: "Once a year [1].",
  citations: [citation],
  source: "local",
  notice: "",
  choices: [],
  corrections: [],
  ...over,
});

export const step = (over: Partial<StepView> = {}): StepView => ({
  id: "s1",
  capability: "planner.create_task",
  title: "Add “buying milk” to the tasks",
  arguments: { title: "Buying milk" },
  depends_on: [],
  risk: "write",
  seconds: 1,
  ...over,
});

export const result = (over: Partial<StepResultView> = {}): StepResultView => ({
  step_id: "s1",
  capability: "planner.create_task",
  status: "done",
  text: "Added the task “Buying milk”.",
  data: { task: { id: "t1", title: "Buying milk" } },
  error: null,
  origin: "trusted",
  started_at: "2026-11-21T10:00:01.000Z",
  finished_at: "2026-11-21T10:00:01.240Z",
  ...over,
});

export const run = (over: Partial<RunView> = {}): RunView => ({
  id: "r1",
  conversation_id: "c1",
  status: "completed",
  interface: "web",
  text: "How often should I bleed the radiators?",
  attachments: [],
  accepted_at: "2026-11-21T10:00:00Z",
  finished_at: "2026-11-21T10:00:03Z",
  plan: [],
  results: [],
  answer: answer(),
  error: null,
  approvals: [],
  meaning: null,
  spent: { calls: 0, input_tokens: 0, output_tokens: 0, cost_micros: 0, models: [] },
  agent: "",
  superseded: false,
  copied_from: null,
  ...over,
});

export const approval = (over: Partial<ApprovalView> = {}): ApprovalView => ({
  id: "r1.s1",
  run_id: "r1",
  conversation_id: "c1",
  kind: "step",
  step_id: "s1",
  capability: "planner.create_task",
  title: "Add “buying milk” to the tasks",
  risk: "write",
  arguments: { title: "Buying milk" },
  reasons: ["The words come from a document."],
  sources: [],
  undo: true,
  asked_at: "2026-11-21T10:00:01Z",
  expires_at: "2099-11-22T10:00:01Z",
  status: "pending",
  decided_at: null,
  decided_by: "",
  action: null,
  note: "",
  edits: [],
  ...over,
});
