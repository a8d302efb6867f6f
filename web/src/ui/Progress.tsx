import styles from "./Progress.module.css";

/** `value` is 0 to 1; null shows that something moves without saying how far. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return (
    <progress
      className={styles.progress}
      aria-label={label}
      max={1}
      {...(value === null ? {} : { value: Math.min(1, Math.max(0, value)) })}
    />
  );
}
