import type { RunEvent } from "@/api/types";
import { learned } from "./approvals";
import { longestPath } from "./estimate";
import { settled } from "./turn";
import type { Step, Turn } from "./turn";

type Of<T extends RunEvent["type"]> = Extract<RunEvent, { type: T }>;

/** The turn after one event of its run. An event that was seen before, or comes late, changes nothing. */
export function reduce(turn: Turn, event: RunEvent): Turn {
  if (event.seq <= turn.seq) return turn;
  return { ...change(turn, event), seq: event.seq };
}

function change(turn: Turn, event: RunEvent): Turn {
  switch (event.type) {
    case "run.started":
      return started(turn, event);
    case "plan.ready":
      return planned(turn, event);
    case "step.started":
      return withStep(turn, event.step_id, (step) => ({ ...step, state: "running", startedAt: event.at }));
    case "step.progress":
      return withStep(turn, event.step_id, (step) => ({
        ...step,
        progress: { text: event.text, fraction: event.fraction },
      }));
    case "step.finished":
      return withStep(turn, event.result.step_id, (step) => settled(step.view, event.result));
    case "token":
      return { ...turn, partial: turn.partial + event.text };
    case "tokens.dropped":
      return { ...turn, partial: "" };
    case "notice":
      return { ...turn, notices: withNotice(turn.notices, event.text) };
    case "answer":
      return { ...turn, answer: event.answer, partial: "", notices: noticesOf(turn, event.answer.notice) };
    case "run.waiting":
      return { ...turn, status: "waiting", approvals: learned(turn.approvals, event.approvals) };
    case "run.finished":
      return finished(turn, event);
    default:
      return turn; // an event of a newer server
  }
}

/** A higher attempt starts over: what an earlier one showed is dropped. The same attempt told again is not news. */
function started(turn: Turn, { run_id, conversation_id, attempt }: Of<"run.started">): Turn {
  const known = { ...turn, runId: run_id, conversationId: conversation_id, status: "running" as const };
  if (attempt <= turn.attempt) return known;
  return {
    ...known,
    attempt,
    steps: [],
    estimate: null,
    partial: "",
    notices: [],
    answer: null,
    error: null,
  };
}

/** A plan that was changed comes without an estimate: its time is known from its steps, the rest stays as told. */
function planned(turn: Turn, { steps, estimate }: Of<"plan.ready">): Turn {
  const before = turn.estimate ?? { tokens: 0, cost_micros: 0 };
  return {
    ...turn,
    estimate: estimate ?? { ...before, seconds: longestPath(steps) },
    steps: steps.map((view) => settled(view, resultOf(turn, view.id))),
  };
}

function finished(turn: Turn, { status, error }: Of<"run.finished">): Turn {
  const told = error ? { code: error.code ?? "error", message: error.message ?? "" } : null;
  // What was still going when the run ended did not happen.
  const steps = turn.steps.map((step) =>
    step.state === "running" ? { ...step, state: "skipped" as const } : step,
  );
  return { ...turn, status, error: told, steps };
}

function resultOf(turn: Turn, id: string) {
  return turn.steps.find((step) => step.view.id === id)?.result ?? undefined;
}

function withStep(turn: Turn, id: string, update: (step: Step) => Step): Turn {
  return { ...turn, steps: turn.steps.map((step) => (step.view.id === id ? update(step) : step)) };
}

function withNotice(notices: string[], text: string): string[] {
  return notices.includes(text) ? notices : [...notices, text];
}

/** The stored answer carries all its notices as one text. */
function noticesOf(turn: Turn, notice: string): string[] {
  return notice ? [notice] : turn.notices;
}
