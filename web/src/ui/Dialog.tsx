import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned. A form's submit button may live here with its `form` attribute. */
  footer?: ReactNode;
}

/** The browser's own modal dialog: focus trap, Escape, inert background and focus return come with it. */
export function Dialog({ open, onClose, ...content }: DialogProps) {
  return open ? <OpenDialog onClose={onClose} {...content} /> : null;
}

function OpenDialog({ onClose, title, description, children, footer }: Omit<DialogProps, "open">) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(ref);
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles.body}>
        <header className={styles.header}>
          <h2 id={`${id}-title`}>{title}</h2>
          <IconButton label="Close" icon={<X />} size="sm" onClick={onClose} />
        </header>
        {description && (
          <p id={`${id}-text`} className={styles.description}>
            {description}
          </p>
        )}
        {children}
        {footer && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}

function useModal(ref: React.RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-autofocus]")?.focus(); // else it is the button that closes
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [ref]);
}
