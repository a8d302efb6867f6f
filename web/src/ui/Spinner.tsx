import clsx from "clsx";
import styles from "./Spinner.module.css";

/** Decorative; give the region around it an accessible state. With a `label` it is announced itself. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const named = label ? { role: "status", "aria-label": label } : { "aria-hidden": true as const };
  return <span {...named} className={clsx(styles.spinner, className)} />;
}
