/** The title of the browser's tab: what page it is, and how much waits for the person. */
import { useEffect, useId } from "react";

const APP = "Agentic";
let page = "";
const counts = new Map<string, number>(); // of each that counts something

function show(): void {
  const title = page ? `${page} · ${APP}` : APP;
  const waiting = [...counts.values()].reduce((sum, count) => sum + count, 0);
  document.title = waiting > 0 ? `(${String(waiting)}) ${title}` : title;
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    page = title;
    show();
    return () => {
      page = "";
      show();
    };
  }, [title]);
}

export function useTitleCount(count: number): void {
  const id = useId();
  useEffect(() => {
    counts.set(id, count);
    show();
    return () => {
      counts.delete(id);
      show();
    };
  }, [id, count]);
}
