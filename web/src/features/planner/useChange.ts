import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import { keyOf, pathOf } from "./queries";
import type { Items, Kind, List } from "./types";

interface Change<T> {
  method: "POST" | "PATCH" | "PUT" | "DELETE";
  id?: string;
  /** Behind the id: "/status". */
  action?: string;
  body?: unknown;
  /** How the lists look until the server has answered. */
  guess?: (items: T[]) => T[];
  done?: string;
  undo?: () => void;
}

/**
 * One change of the planner's data. Shown at once where a guess is given, taken back with a message when the server
 * refuses, and read again afterwards.
 */
export function useChange<K extends Kind>(kind: K) {
  const client = useQueryClient();
  const toast = useToast();
  const queryKey = keyOf(kind);
  return useMutation({
    mutationFn: ({ method, id, action = "", body }: Change<Items[K]>) =>
      request<unknown>(pathOf(kind, id) + action, { method, body }),
    onMutate: async ({ guess }) => {
      if (!guess) return [];
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<List<Items[K]>>({ queryKey });
      client.setQueriesData<List<Items[K]>>(
        { queryKey },
        (list) => list && { ...list, items: guess(list.items) },
      );
      return before;
    },
    onError: (error, { guess }, before) => {
      before?.forEach(([key, list]) => {
        client.setQueryData(key, list);
      });
      if (guess) toast({ text: errorText(error), tone: "danger" }); // a form shows its error itself
    },
    onSuccess: (_, { done, undo }) => {
      if (done) toast({ text: done, ...(undo ? { action: { label: "Undo", onSelect: undo } } : {}) });
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

export const without =
  <T extends { id: string }>(id: string) =>
  (items: T[]): T[] =>
    items.filter((item) => item.id !== id);
