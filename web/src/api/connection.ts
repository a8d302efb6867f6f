/** Whether the server answers, as far as the last requests and the live socket know. */
import { useSyncExternalStore } from "react";

export type ConnectionState = "online" | "offline" | "reconnecting";

let reachable = true;
let socketLost = false;
const listeners = new Set<() => void>();

function changed(): void {
  listeners.forEach((listener) => {
    listener();
  });
}

export const connection = {
  get(): ConnectionState {
    // The server may well be this machine: without a network the page is "offline" only if it does not answer either.
    if (reachable && !socketLost) return "online";
    return navigator.onLine ? "reconnecting" : "offline";
  },
  reached(): void {
    if (reachable) return;
    reachable = true;
    changed();
  },
  missed(): void {
    if (!reachable) return;
    reachable = false;
    changed();
  },
  socket(open: boolean): void {
    if (open) reachable = true;
    socketLost = !open;
    changed();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    window.addEventListener("online", listener);
    window.addEventListener("offline", listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener("online", listener);
      window.removeEventListener("offline", listener);
    };
  },
};

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** Milliseconds before try number `attempt` (from 0): doubling from half a second up to ten, with jitter. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
