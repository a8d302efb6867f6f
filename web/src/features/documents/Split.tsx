import type { ReactNode } from "react";
import styles from "./Split.module.css";

interface SplitProps {
  original: ReactNode;
  /** One line about both. */
  hint?: string;
  children: ReactNode;
}

/** What was uploaded and the text that was read from it: side by side where there is room, else one below the other. */
export function Split({ original, hint, children }: SplitProps) {
  return (
    <div className={styles.frame}>
      {hint && (
        <p className={styles.hint} role="status">
          {hint}
        </p>
      )}
      <div className={styles.split}>
        <div className={styles.original}>{original}</div>
        <div className={styles.text}>{children}</div>
      </div>
    </div>
  );
}
