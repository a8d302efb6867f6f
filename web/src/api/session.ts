/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is a cookie that scripts
 * cannot read. Refreshing is single-flight: within this tab by sharing the promise, across tabs by a Web Lock, because
 * the server ends a sign-in whose refresh token is used twice.
 */
import { errorOf, OfflineError } from "./errors";
import type { Person, Session } from "./types";

export type SessionState =
  { status: "unknown" } | { status: "signed-out"; notice?: string } | { status: "signed-in"; person: Person };

const EARLY = 30_000; // refresh this long before the token ends, in ms
const LOCK = "agentic.refresh";

let state: SessionState = { status: "unknown" };
let token: { text: string; until: number } | null = null;
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("agentic.session");
tabs?.addEventListener("message", () => {
  session.forget();
});

function set(next: SessionState): void {
  state = next;
  if (next.status !== "signed-in") token = null;
  listeners.forEach((listener) => {
    listener();
  });
}

export const session = {
  get: () => state,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Take over the answer of login, setup or refresh. */
  accept({ access_token, expires_in, person }: Session): void {
    token = { text: access_token, until: Date.now() + expires_in * 1000 };
    set({ status: "signed-in", person });
  },

  setPerson(person: Person): void {
    if (state.status === "signed-in") set({ status: "signed-in", person });
  },

  /** A token for the next request; refreshed first when it is about to end. Null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (token && token.until - Date.now() > EARLY) return token.text;
    if (state.status === "signed-out") return null;
    await session.refresh();
    return token?.text ?? null;
  },

  /** Ask for a new access token. False: the sign-in has ended. Throws OfflineError when the server is not there. */
  refresh(): Promise<boolean> {
    refreshing ??= locked(askForToken).finally(() => {
      refreshing = null;
    });
    return refreshing;
  },

  async signOut(): Promise<void> {
    try {
      await fetch("/api/auth/logout", { method: "POST" });
    } finally {
      tabs?.postMessage("signed-out");
      session.forget();
    }
  },

  /** Signed out, as far as this tab goes. */
  forget(): void {
    set({ status: "signed-out" });
  },
};

async function askForToken(): Promise<boolean> {
  const wasSignedIn = state.status === "signed-in";
  const response = await fetch("/api/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  }).catch(() => {
    throw new OfflineError();
  });
  if (response.ok) {
    session.accept((await response.json()) as Session);
    return true;
  }
  if (response.status >= 500 || response.status === 429) throw await errorOf(response);
  set(
    wasSignedIn
      ? { status: "signed-out", notice: "Your sign-in has ended. Please sign in again." }
      : { status: "signed-out" },
  );
  return false;
}

async function locked(work: () => Promise<boolean>): Promise<boolean> {
  // Web Locks exist only on https and localhost; elsewhere two tabs may race, which costs a sign-in, not safety.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? await locks.request(LOCK, work) : work();
}
