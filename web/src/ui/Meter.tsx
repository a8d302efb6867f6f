import styles from "./Meter.module.css";

interface MeterProps {
  value: number;
  limit: number;
  label: string;
}

/** How much of a limit is used; it warns from four fifths on. */
export function Meter({ value, limit, label }: MeterProps) {
  const share = limit > 0 ? Math.min(1, value / limit) : 1;
  const state = share >= 1 ? "full" : share >= 0.8 ? "near" : "fine";
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${String(Math.round(share * 100))} percent`}
      data-state={state}
      className={styles.meter}
    >
      <span style={{ width: `${String(share * 100)}%` }} />
    </span>
  );
}
