import { useEffect, useRef } from "react";
import styles from "./Tick.module.css";

interface TickProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for is ticked. */
  partly?: boolean;
  onChange: (checked: boolean) => void;
}

/** A checkbox with a touch target of its own. */
export function Tick({ label, checked, partly = false, onChange }: TickProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = partly;
  }, [partly]);
  return (
    <label className={styles.tick}>
      <input
        ref={ref}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
    </label>
  );
}
