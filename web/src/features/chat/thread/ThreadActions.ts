import { createContext, use } from "react";
import type { Citation } from "@/api/types";
import type { Turn } from "../model/turn";

/** What can be done from within the thread. */
export interface ThreadActions {
  /** Nothing more is said here: the conversation goes on in another place. */
  readOnly: boolean;
  openCitation: (citation: Citation) => void;
  /** Say why a question was not answered from the documents; `within`: the one that was searched. */
  explain: (question: string, within?: string) => void;
  /** Send again what did not work. */
  retry: (turn: Turn) => void;
  /** Answer the question that the newest answer asks. */
  choose: (label: string) => void;
  /** Answer the same message anew. */
  regenerate: (turn: Turn) => void;
  /** Put other words in the place of a message, and answer those. */
  rerun: (turn: Turn, text: string) => void;
  /** Take the conversation back to before a message. */
  rewind: (turn: Turn) => void;
  /** A new conversation that begins with everything up to a turn. */
  fork: (turn: Turn) => void;
  /** Do not send a message that still waits for its turn; its words go back to the composer. */
  unsend: (turn: Turn) => void;
  /** Show another version of a message. */
  showVersion: (version: string, from: string) => void;
}

const Context = createContext<ThreadActions | null>(null);
export const ThreadActionsProvider = Context.Provider;

export function useThreadActions(): ThreadActions {
  const actions = use(Context);
  if (!actions) throw new Error("useThreadActions needs a ThreadActionsProvider above it");
  return actions;
}
