import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { SEARCH_ID } from "@/features/conversations/searchId";

/** Ctrl/Cmd+K: search the conversations. Ctrl/Cmd+Shift+O: new chat. `reveal` shows the sidebar where it is hidden. */
export function useShortcuts(reveal: () => void): void {
  const navigate = useNavigate();
  const latest = useRef(reveal);
  useEffect(() => {
    latest.current = reveal;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key === "k" && !event.shiftKey) {
        event.preventDefault();
        latest.current();
        setTimeout(() => document.getElementById(SEARCH_ID)?.focus());
      } else if (key === "o" && event.shiftKey) {
        event.preventDefault();
        void navigate("/");
      }
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, [navigate]);
}
