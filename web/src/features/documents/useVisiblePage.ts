import { useEffect, useState, type RefObject } from "react";

/** The number of the page at the middle of the scroller. */
export function useVisiblePage(scroller: RefObject<HTMLElement | null>): number {
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      setPage(pageAt(element));
    };
    const later = () => {
      frame ||= requestAnimationFrame(read);
    };
    element.addEventListener("scroll", later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("scroll", later);
    };
  }, [scroller]);
  return page;
}

function pageAt(scroller: HTMLElement): number {
  const pages = scroller.querySelectorAll<HTMLElement>("[data-page]");
  const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2;
  let [low, high] = [0, pages.length - 1];
  while (low < high) {
    const place = Math.ceil((low + high) / 2);
    if ((pages[place]?.getBoundingClientRect().top ?? Infinity) <= middle) low = place;
    else high = place - 1;
  }
  return Number(pages[low]?.dataset.page ?? 1);
}
