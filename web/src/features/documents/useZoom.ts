import { useCallback, useEffect, useState, type RefObject } from "react";

const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4];
const MARGIN = 32; // around the pages, both sides together
const WIDEST = 1.6; // on a wide screen a page is not drawn larger by itself

export interface Zoom {
  scale: number | null; // null until the width is known
  fitted: boolean;
  step: (direction: 1 | -1) => void;
  fit: () => void;
}

/** CSS pixels per point: chosen by the person, else such that a page is as wide as the scroller. */
export function useZoom(scroller: RefObject<HTMLElement | null>, pageWidth: number | undefined): Zoom {
  const [chosen, setChosen] = useState<number | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => {
      setWidth(element.clientWidth || 640);
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [scroller]);
  const fitting = pageWidth && width ? Math.min(WIDEST, Math.max(0.2, (width - MARGIN) / pageWidth)) : null;
  const scale = chosen ?? fitting;
  const step = useCallback(
    (direction: 1 | -1) => {
      const now = scale ?? 1;
      const next =
        direction > 0 ? STEPS.find((size) => size > now * 1.02) : STEPS.findLast((size) => size < now * 0.98);
      if (next) setChosen(next);
    },
    [scale],
  );
  const fit = useCallback(() => {
    setChosen(null);
  }, []);
  return { scale, fitted: chosen === null, step, fit };
}
