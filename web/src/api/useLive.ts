import { useEffect, useRef } from "react";
import { live } from "./live";
import type { Topic } from "./live";
import type { LiveTopics } from "./types";

/** Call `handler` for what the server pushes on `topic` while the component is mounted. */
export function useLive<T extends Topic>(topic: T, handler: (payload: LiveTopics[T]) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(
    () =>
      live.on(topic, (payload) => {
        latest.current(payload);
      }),
    [topic],
  );
}
