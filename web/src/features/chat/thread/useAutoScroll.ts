import { useCallback, useEffect, useRef, useState } from "react";

const NEAR = 64; // px from the end that still count as being there

/** Keeps the end of a growing list in sight, and lets go as soon as somebody scrolls up. */
export function useAutoScroll<Outer extends HTMLElement, Inner extends HTMLElement>() {
  const outer = useRef<Outer>(null);
  const inner = useRef<Inner>(null);
  const held = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback((behavior: ScrollBehavior = "auto") => {
    held.current = true;
    outer.current?.scrollTo({ top: outer.current.scrollHeight, behavior });
  }, []);

  const letGo = useCallback(() => {
    held.current = false;
  }, []);

  useEffect(() => {
    const box = outer.current;
    if (!box || !inner.current) return;
    let last = box.scrollTop;
    const onScroll = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      if (near) held.current = true;
      else if (box.scrollTop < last) held.current = false; // upwards: a person; content only grows downwards
      last = box.scrollTop;
      setAtEnd(near);
    };
    const observer = new ResizeObserver(() => {
      if (held.current && !isTyping(inner.current)) box.scrollTo({ top: box.scrollHeight });
      else onScroll();
    });
    observer.observe(inner.current);
    observer.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { outer, inner, atEnd, toEnd, letGo };
}

/** A form in the thread that grows is not to be scrolled away under one's fingers. */
function isTyping(thread: HTMLElement | null): boolean {
  const field = document.activeElement;
  return (
    field !== null && field.matches("input, textarea, select") && thread !== null && thread.contains(field)
  );
}
