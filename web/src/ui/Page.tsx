import clsx from "clsx";
import type { ReactNode } from "react";
import styles from "./Page.module.css";

/** The scrolling column of an ordinary page (documents, planner, settings). */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={styles.scroll}>
      <div className={clsx(styles.column, wide && styles.wide)}>{children}</div>
    </div>
  );
}
