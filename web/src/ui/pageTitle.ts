/** The title of the browser's tab: what page it is, and how much waits unread. */
import { useEffect } from "react";

const APP = "Agentic";
let page = "";
let unread = 0;

function show(): void {
  const title = page ? `${page} · ${APP}` : APP;
  document.title = unread > 0 ? `(${String(unread)}) ${title}` : title;
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
  useEffect(() => {
    unread = count;
    show();
    return () => {
      unread = 0;
      show();
    };
  }, [count]);
}
