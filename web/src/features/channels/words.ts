import type { Delivery } from "./queries";

type State = Delivery["state"];
interface Words {
  label: string;
  tone: "neutral" | "success" | "warning" | "danger";
}

const STATES: Record<State, Words> = {
  queued: { label: "waits", tone: "neutral" },
  sending: { label: "being sent", tone: "neutral" },
  sent: { label: "sent", tone: "success" },
  failed: { label: "not sent", tone: "danger" },
  unknown: { label: "may have arrived", tone: "warning" },
};

export const stateWords = (state: State): Words => STATES[state];

/** What somebody can have repeated: it did not arrive, or nobody knows. */
export const repeatable = (state: State): boolean => state === "failed" || state === "unknown";

/** `smtp_host` as people read it. */
export function settingLabel(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/\b(smtp|imap|api|url|sid)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
