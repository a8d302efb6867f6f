import { useCallback, useSyncExternalStore } from "react";
import { usePerson } from "@/api/useSession";

const unstored = new Map<string, string>(); // drafts that the browser's storage does not take: they last as long as the page
const listeners = new Set<() => void>();

function read(key: string): string {
  try {
    return unstored.get(key) ?? localStorage.getItem(key) ?? "";
  } catch {
    return unstored.get(key) ?? "";
  }
}

function write(key: string, text: string): void {
  unstored.delete(key);
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    unstored.set(key, text);
  }
  listeners.forEach((listener) => {
    listener();
  });
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
