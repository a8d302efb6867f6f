import { X } from "lucide-react";
import { createContext, use, useCallback, useRef, useState } from "react";
import type { ReactNode } from "react";
import { IconButton } from "./IconButton";
import styles from "./Toast.module.css";

export interface ToastMessage {
  text: string;
  tone?: "neutral" | "danger";
  action?: { label: string; onSelect: () => void };
  /** How long it stays. */
  seconds?: number;
}

type Show = (message: ToastMessage) => void;
const ToastContext = createContext<Show>(() => undefined);
const SECONDS = 6;

/** `const toast = useToast(); toast({ text: "Saved" })` */
export function useToast(): Show {
  return use(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastMessage & { id: number })[]>([]);
  const next = useRef(0);
  const dismiss = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }, []);
  const show = useCallback<Show>(
    (message) => {
      const id = next.current++;
      setToasts((shown) => [...shown.slice(-2), { ...message, id }]);
      setTimeout(dismiss, (message.seconds ?? SECONDS) * 1000, id);
    },
    [dismiss],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <Toast
            key={toast.id}
            {...toast}
            onDismiss={() => {
              dismiss(toast.id);
            }}
          />
        ))}
      </div>
    </ToastContext>
  );
}

function Toast({ text, tone = "neutral", action, onDismiss }: ToastMessage & { onDismiss: () => void }) {
  return (
    <div className={styles.toast} data-tone={tone}>
      <span className={styles.text}>{text}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.onSelect();
            onDismiss();
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton label="Dismiss" icon={<X />} size="sm" onClick={onDismiss} />
    </div>
  );
}
