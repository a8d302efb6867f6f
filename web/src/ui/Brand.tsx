import styles from "./Brand.module.css";

export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" aria-hidden className={styles.mark}>
        <rect width="32" height="32" rx="9" className={styles.ground} />
        <path d="M9 21.5 16 9l7 12.5" className={styles.stroke} />
        <circle cx="16" cy="20.6" r="2.3" className={styles.dot} />
      </svg>
      Agentic
    </span>
  );
}
