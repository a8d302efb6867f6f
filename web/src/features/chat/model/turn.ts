/** One message of the person and what becomes of it, as the page shows it. */
import type {
  AnswerView,
  ApprovalView,
  Estimate,
  Meaning,
  RunError,
  RunStatus,
  RunView,
  Spent,
  StepResultView,
  StepView,
} from "@/api/types";

export type StepState = "waiting" | "running" | StepResultView["status"];

export interface Step {
  view: StepView;
  state: StepState;
  startedAt: string | null;
  progress: { text: string; fraction: number | null } | null;
  result: StepResultView | null;
}

export interface Turn {
  /** Stays the same from sending to the answer, so that the page keeps its elements. */
  key: string;
  runId: string | null;
  conversationId: string | null;
  interface: string;
  text: string;
  attachments: string[];
  at: string;
  /** "sending": the server has not said yet that it has it. "unsent": it could not be sent. */
  status: "sending" | "unsent" | RunStatus;
  /** 0: not watched live. */
  attempt: number;
  seq: number;
  steps: Step[];
  estimate: Estimate | null;
  /** What was asked of the person, answered or not, in order. */
  approvals: ApprovalView[];
  /** The answer as far as it has been streamed. */
  partial: string;
  notices: string[];
  answer: AnswerView | null;
  error: RunError | null;
  /** What is known of it once it is stored. */
  record: Recorded | null;
}

export interface Recorded {
  meaning: Meaning | null;
  spent: Spent;
  agent: string;
  superseded: boolean;
  finishedAt: string | null;
}

type Given = Pick<Turn, "key" | "conversationId" | "text" | "attachments" | "at"> & { interface?: string };

export function newTurn(given: Given): Turn {
  return {
    interface: "web",
    ...given,
    runId: null,
    status: "sending",
    attempt: 0,
    seq: -1,
    steps: [],
    estimate: null,
    approvals: [],
    partial: "",
    notices: [],
    answer: null,
    error: null,
    record: null,
  };
}

/** A stored run. While it is still going, its events tell the rest. */
export function turnOfRun(run: RunView): Turn {
  const results = new Map(run.results.map((result) => [result.step_id, result]));
  return {
    key: run.id,
    runId: run.id,
    conversationId: run.conversation_id,
    interface: run.interface,
    text: run.text,
    attachments: run.attachments,
    at: run.accepted_at,
    status: run.status,
    attempt: 0,
    seq: -1,
    steps: run.plan.map((view) => settled(view, results.get(view.id))),
    estimate: null,
    approvals: run.approvals,
    partial: "",
    notices: run.answer?.notice ? [run.answer.notice] : [],
    answer: run.answer,
    error: run.error,
    record: {
      meaning: run.meaning ?? null,
      spent: run.spent,
      agent: run.agent,
      superseded: run.superseded,
      finishedAt: run.finished_at,
    },
  };
}

export function settled(view: StepView, result: StepResultView | undefined): Step {
  if (!result) return { view, state: "waiting", startedAt: null, progress: null, result: null };
  return { view, state: result.status, startedAt: result.started_at, progress: null, result };
}

/** Something is being done, or is about to be. A turn that waits for the person is not open: it is their move. */
export function isOpen(turn: Turn): boolean {
  return turn.status === "sending" || turn.status === "accepted" || turn.status === "running";
}

export function isEnded({ status }: Turn): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

export function shownText(turn: Turn): string {
  return turn.answer?.text ?? turn.partial;
}
