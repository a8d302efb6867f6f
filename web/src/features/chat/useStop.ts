import { useEffect, useState } from "react";
import { useToast } from "@/ui/Toast";
import { errorText } from "@/ui/ErrorNotice";
import { useTurnStore } from "./runs/TurnStoreContext";
import type { Turn } from "./model/turn";

/** Stops the running turn, by the button or with Escape. */
export function useStop(running: Turn | undefined) {
  const store = useTurnStore();
  const toast = useToast();
  const [asked, setAsked] = useState<string | null>(null);
  const key = running?.key;

  const stop = () => {
    if (!key) return;
    setAsked(key);
    store.stop(key).catch((error: unknown) => {
      setAsked(null);
      toast({ text: errorText(error), tone: "danger" });
    });
  };

  useEffect(() => {
    if (!key) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere(event.target)) stop();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  });

  return { stop, stopping: asked !== null && asked === key };
}

/** Escape belongs to an open dialog, menu or another field first. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("dialog, [role=menu], input") !== null;
}
