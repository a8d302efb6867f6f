import { isOpen } from "./turn";
import type { Step, Turn } from "./turn";

/** The plan in one line: where it is while it runs, what it did afterwards. */
export function planSummary(turn: Turn): string {
  const { steps } = turn;
  const finished = steps.filter((step) => step.state !== "waiting" && step.state !== "running").length;
  if (turn.status === "waiting") return "Waiting for your answer";
  if (isOpen(turn)) {
    const current = steps.find((step) => step.state === "running");
    return current ? current.view.title : finished === 0 ? "Planned" : "Finishing";
  }
  const unknown = steps.filter((step) => step.state === "unknown").length;
  if (unknown > 0) return `${counted(unknown, "step")} may or may not have happened`;
  const failed = steps.filter((step) => step.state === "failed" || step.state === "refused").length;
  if (failed > 0) return `${String(failed)} of ${counted(steps.length, "step")} did not work`;
  return (
    grouped(steps.filter((step) => step.state === "done" || step.state === "asked")) || "Nothing was done"
  );
}

export function planCount(steps: Step[]): string {
  return `${String(steps.filter((step) => step.state === "done").length)}/${String(steps.length)}`;
}

/** "Create task ×2, set reminder" */
function grouped(steps: Step[]): string {
  const counts = new Map<string, number>();
  for (const { view } of steps) counts.set(view.capability, (counts.get(view.capability) ?? 0) + 1);
  const words = [...counts].map(([name, count]) =>
    count > 1 ? `${action(name)} ×${String(count)}` : action(name),
  );
  const line = words.join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** "planner.create_task" → "create task" */
export function action(capability: string): string {
  return (capability.split(".").at(-1) ?? capability).replaceAll("_", " ");
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The documents were searched and do not hold an answer. */
export function isUnsupported(turn: Turn): boolean {
  return turn.steps.some(isUnanswered);
}

function isUnanswered(step: Step): boolean {
  return step.result?.data.supported === false;
}

/** What was looked for in vain, and in which document if it was only one. */
export function unanswered(turn: Turn): { question: string; within: string } {
  const { question, document } = turn.steps.find(isUnanswered)?.view.arguments ?? {};
  return {
    question: typeof question === "string" && question.trim() ? question : turn.text,
    within: typeof document === "string" ? document : "",
  };
}

/** Steps that changed something, or may have. */
export function acted(turn: Turn): Step[] {
  return turn.steps.filter(
    ({ view, state }) => view.risk !== "read" && (state === "done" || state === "unknown"),
  );
}
