import { useEffect, useState } from "react";

/** The value once it has stopped changing for a moment; an empty one at once. */
export function useSettled(value: string, wait = 250): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(setSettled, wait, value);
    return () => {
      clearTimeout(timer);
    };
  }, [value, wait]);
  return value === "" ? "" : settled;
}
