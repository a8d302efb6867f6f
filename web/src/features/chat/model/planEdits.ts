/** Changes to a plan before it begins. */
import type { PlanEdit } from "@/api/decide";
import type { StepView } from "@/api/types";
import type { Arguments } from "./fields";

export interface PlanDraft {
  removed: ReadonlySet<string>;
  changed: ReadonlyMap<string, Arguments>;
}

export const untouched: PlanDraft = { removed: new Set(), changed: new Map() };

/** Remove a step, or take it in again. */
export function toggled(draft: PlanDraft, id: string): PlanDraft {
  const removed = new Set(draft.removed);
  if (!removed.delete(id)) removed.add(id);
  return { ...draft, removed };
}

export function withArguments(draft: PlanDraft, id: string, values: Arguments): PlanDraft {
  return { ...draft, changed: new Map(draft.changed).set(id, values) };
}

/** What will not be done: the removed steps, and those that need one of them. */
export function leftOut(steps: StepView[], { removed }: PlanDraft): Set<string> {
  const out = new Set(removed);
  for (let before = -1; before !== out.size;) {
    before = out.size;
    for (const step of steps) if (step.depends_on.some((needed) => out.has(needed))) out.add(step.id);
  }
  return out;
}

export function editsOf(steps: StepView[], draft: PlanDraft): PlanEdit[] {
  const out = leftOut(steps, draft);
  return steps.flatMap(({ id }): PlanEdit[] => {
    const values = draft.changed.get(id);
    if (out.has(id)) return [{ step_id: id, remove: true }];
    return values ? [{ step_id: id, arguments: values }] : [];
  });
}
