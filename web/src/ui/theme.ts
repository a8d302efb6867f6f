import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "agentic.theme";
const system = () => window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function read(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function apply(): void {
  const choice = read();
  const dark = choice === "dark" || (choice === "system" && system().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  listeners.forEach((listener) => {
    listener();
  });
}

export function setTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // storage is blocked: the choice lasts for this page only
  }
  apply();
}

/** Follow the system and other tabs while the page is open; returns the way to stop. */
export function watchTheme(): () => void {
  const query = system();
  query.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  return () => {
    query.removeEventListener("change", apply);
    window.removeEventListener("storage", apply);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
