import { Check as Tick } from "lucide-react";
import styles from "./Check.module.css";

interface CheckProps {
  checked: boolean;
  label: string;
  onChange: () => void;
}

export function Check({ checked, label, onChange }: CheckProps) {
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        className={styles.input}
        checked={checked}
        aria-label={label}
        onChange={onChange}
      />
      <span className={styles.mark} aria-hidden>
        <Tick />
      </span>
    </label>
  );
}
