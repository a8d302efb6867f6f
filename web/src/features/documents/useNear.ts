import { useEffect, useState, type RefObject } from "react";

/** Whether the element is in view or about to be. What is not is not drawn, so a long document costs what is seen. */
export function useNear(ref: RefObject<HTMLElement | null>, margin = "100%"): boolean {
  const [near, setNear] = useState(() => typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => {
        setNear(entries.at(-1)?.isIntersecting ?? false);
      },
      { root: element.closest("[data-scroller]"), rootMargin: `${margin} 0px` },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [ref, margin]);
  return near;
}
