import { createContext, use, useCallback, useMemo, useState } from "react";
import type { DocumentView } from "@/api/types";

/** The documents that a person has ticked, to do something with all of them. */
export interface Selection {
  documents: readonly DocumentView[];
  has: (document: DocumentView) => boolean;
  set: (documents: readonly DocumentView[], ticked: boolean) => void;
  clear: () => void;
}

export function useNewSelection(): Selection {
  const [ticked, setTicked] = useState<ReadonlyMap<string, DocumentView>>(new Map());
  const set = useCallback((documents: readonly DocumentView[], on: boolean) => {
    setTicked((before) => {
      const after = new Map(before);
      documents.forEach((each) => (on ? after.set(each.id, each) : after.delete(each.id)));
      return after;
    });
  }, []);
  const clear = useCallback(() => {
    setTicked(new Map());
  }, []);
  return useMemo(
    () => ({ documents: [...ticked.values()], has: ({ id }) => ticked.has(id), set, clear }),
    [ticked, set, clear],
  );
}

export const SelectionContext = createContext<Selection | null>(null);

export function useSelection(): Selection | null {
  return use(SelectionContext);
}
