import { useEffect, useState } from "react";
import { duration } from "../model/duration";
import type { Step } from "../model/turn";

/** How long a step takes, or took; null before it starts. */
export function useElapsed({ state, startedAt, result }: Step): string | null {
  const running = state === "running";
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  if (!startedAt || state === "skipped" || state === "unknown") return null;
  return duration((result ? Date.parse(result.finished_at) : now) - Date.parse(startedAt));
}
