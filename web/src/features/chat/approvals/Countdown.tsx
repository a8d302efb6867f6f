import { useEffect, useState } from "react";
import { useClock } from "@/api/useClock";
import { formatExact } from "@/ui/time";
import { remaining } from "../model/remaining";

/** Milliseconds until `iso`, at most zero when it is past; it ticks. */
export function useRemaining(iso: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Date.parse(iso) - now);
}

export function Countdown({ until, left }: { until: string; left: number }) {
  const clock = useClock();
  return (
    <time dateTime={until} title={formatExact(until, clock)}>
      {left > 0 ? `Expires in ${remaining(left)}` : "Expired"}
    </time>
  );
}
