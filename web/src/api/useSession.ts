import { useSyncExternalStore } from "react";
import { session } from "./session";
import type { SessionState } from "./session";
import type { Person } from "./types";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** The signed-in person; only for what is shown behind the sign-in. */
export function usePerson(): Person {
  const state = useSession();
  if (state.status !== "signed-in")
    throw new Error("usePerson is used outside the signed-in part of the app");
  return state.person;
}
