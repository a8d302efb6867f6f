/** What was asked of the person, as a list that only ever learns. */
import type { ApprovalView } from "@/api/types";

/** Both lists as one. An answer that is known to either is not forgotten, whichever was read first. */
export function learned(known: ApprovalView[], told: ApprovalView[]): ApprovalView[] {
  const merged = new Map(known.map((approval) => [approval.id, approval]));
  for (const approval of told) {
    const before = merged.get(approval.id);
    if (!before || !isStale(before, approval)) merged.set(approval.id, approval);
  }
  return sameItems([...merged.values()], known);
}

/** `told` is what was before the answer that is `known`; asked again later, it is a new question. */
function isStale(known: ApprovalView, told: ApprovalView): boolean {
  return known.status !== "pending" && told.status === "pending" && told.asked_at <= known.asked_at;
}

/** The old list where nothing is new, so that React need not draw it again. */
function sameItems(found: ApprovalView[], known: ApprovalView[]): ApprovalView[] {
  const same = found.length === known.length && found.every((approval, index) => approval === known[index]);
  return same ? known : found;
}

export function pendingOf(approvals: ApprovalView[]): ApprovalView[] {
  return approvals.filter((approval) => approval.status === "pending");
}

/** The whole plan is asked about, and shown with the question. */
export function asksForPlan(approvals: ApprovalView[]): boolean {
  return approvals.some(({ kind, status }) => kind === "plan" && status === "pending");
}

const DOORS: Record<string, string> = {
  web: "in the browser",
  cli: "on the command line",
  api: "over the API",
  telegram: "in Telegram",
  voice: "by voice",
};

/** "in Telegram" */
export function door(name: string): string {
  return DOORS[name] ?? (name ? `over ${name}` : "");
}

const ANSWERS = { approve: "Approved", reject: "Rejected", done: "It was done", again: "Done again" };

/** "Approved in Telegram" */
export function decisionText({ kind, status, decided_by, action }: ApprovalView): string {
  if (status === "pending") return "Waiting for your answer";
  if (status === "expired") return "Expired without an answer";
  if (status === "withdrawn") return "No longer asked";
  const given = action ?? (status === "approved" ? "approve" : "reject");
  if (kind === "unknown" && given === "reject") return "Left as it is";
  return [ANSWERS[given], door(decided_by)].filter(Boolean).join(" ");
}
