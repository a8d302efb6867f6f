import { useEffect, useState } from "react";
import type { Clock } from "@/ui/time";
import { findDate, type FoundDate } from "./naturalDate";

/** The date in what is being typed; null while there is none. */
export function useFoundDate(text: string, clock: Clock): FoundDate | null {
  const [found, setFound] = useState<{ text: string; date: FoundDate | null }>({ text: "", date: null });
  useEffect(() => {
    let gone = false;
    void findDate(text, clock).then((date) => {
      if (!gone) setFound({ text, date });
    });
    return () => {
      gone = true;
    };
  }, [text, clock]);
  return text.trim() ? found.date : null;
}
