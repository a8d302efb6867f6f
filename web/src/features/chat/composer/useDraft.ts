import { useCallback, useSyncExternalStore } from "react";
import { usePerson } from "@/api/useSession";

// Drafts of this page's life, backed by the browser's storage where it is allowed.
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

function read(key: string): string {
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const stored = attempt(() => localStorage.getItem(key)) ?? "";
  drafts.set(key, stored);
  return stored;
}

function write(key: string, text: string): void {
  drafts.set(key, text);
  attempt(() => {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  });
  listeners.forEach((listener) => {
    listener();
  });
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // storage is full or blocked: the draft lasts as long as the page
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The unsent text of a conversation (or of the new chat); it survives leaving the page and reloading it. */
export function useDraft(conversationId: string | undefined): [string, (text: string) => void] {
  const { id } = usePerson();
  const key = `agentic.draft.${id}.${conversationId ?? "new"}`;
  const draft = useSyncExternalStore(subscribe, () => read(key));
  const setDraft = useCallback(
    (text: string) => {
      write(key, text);
    },
    [key],
  );
  return [draft, setDraft];
}
