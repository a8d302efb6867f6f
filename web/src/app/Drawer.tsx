import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useMediaQuery } from "@/ui/useMediaQuery";
import styles from "./Drawer.module.css";

interface DrawerProps {
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A fixed column on wide screens; on a phone a panel over the page that traps focus and closes with Escape. */
export function Drawer({ open, onClose, children }: DrawerProps) {
  const phone = useMediaQuery("(max-width: 48rem)");
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!phone || !open || !dialog) return;
    dialog.showModal();
    return () => {
      dialog.close();
    };
  }, [phone, open]);
  if (!phone) return <div className={clsx(styles.panel, styles.fixed)}>{children}</div>;
  return (
    <dialog
      ref={ref}
      aria-label="Menu"
      className={clsx(styles.panel, styles.sliding)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {open && children}
    </dialog>
  );
}
