import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useLive } from "@/api/useLive";
import { TurnStore } from "./turnStore";

const Context = createContext<TurnStore | null>(null);

/** Holds the running turns for as long as somebody is signed in. */
export function TurnStoreProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [store] = useState(
    () =>
      new TurnStore((turn) => {
        void queryClient.invalidateQueries({ queryKey: ["messages", turn.conversationId] });
        void queryClient.invalidateQueries({ queryKey: ["conversations"] });
      }),
  );
  useLive("approval", (approval) => {
    store.heard(approval);
    void queryClient.invalidateQueries({ queryKey: ["messages", approval.conversation_id] });
  });
  useLive("run", ({ run_id, status }) => {
    if (status === "accepted" || status === "running") store.resumed(run_id);
  });
  useEffect(
    () => () => {
      store.clear();
    },
    [store],
  );
  return <Context value={store}>{children}</Context>;
}

export function useTurnStore(): TurnStore {
  const store = use(Context);
  if (!store) throw new Error("useTurnStore needs a TurnStoreProvider above it");
  return store;
}
