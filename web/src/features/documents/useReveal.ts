import { useEffect, useState, type RefObject } from "react";
import { Revealer } from "./revealer";

/** The returned function is called with the cited passage when it has been drawn. */
export function useReveal(scroller: RefObject<HTMLElement | null>): (mark: HTMLElement) => void {
  const [revealer] = useState(() => new Revealer());
  useEffect(() => (scroller.current ? revealer.attach(scroller.current) : undefined), [revealer, scroller]);
  return revealer.show;
}
