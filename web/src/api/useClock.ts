import { useMemo, useSyncExternalStore } from "react";
import { usePerson } from "./useSession";

const TICK = 15_000;
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = new Date();
  listeners.forEach((listener) => {
    listener();
  });
}

function read(): Date {
  if (!timer && Math.abs(Date.now() - now.getTime()) > TICK) now = new Date();
  return now;
}

/** The person's zone and the time now, in steps of some seconds; how `@/ui/time` wants them. */
export function useClock() {
  const { zone } = usePerson();
  const moment = useSyncExternalStore(subscribe, read);
  return useMemo(() => ({ zone, now: moment, locale: locale() }), [zone, moment]);
}

/** The page speaks English; the browser says which kind (12 or 24 hours, day or month first). */
function locale(): string {
  return navigator.languages.find((name) => name.startsWith("en")) ?? "en-GB";
}
