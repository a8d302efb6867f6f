import { formatCount } from "@/ui/numbers";
import styles from "./Groups.module.css";

interface ColumnsProps {
  values: { key: string; value: number; name: string }[];
  label: string;
  /** Names below the first and the last column, and any between. */
  axis: string[];
  small?: boolean;
}

/** One column for each value, none of them missing; the figure shows when it is pointed at. */
export function Columns({ values, label, axis, small = false }: ColumnsProps) {
  const top = Math.max(1, ...values.map(({ value }) => value));
  return (
    <figure className={styles.columns} data-small={small || undefined}>
      {!small && <span className={styles.scale}>{formatCount(top)}</span>}
      <div role="img" aria-label={label} className={styles.plot}>
        {values.map(({ key, value, name }) => (
          <span key={key} title={`${name}: ${formatCount(value)}`} data-none={value === 0 || undefined}>
            <span style={{ height: `${String((100 * value) / top)}%` }} />
          </span>
        ))}
      </div>
      <figcaption aria-hidden className={styles.axis}>
        {axis.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </figcaption>
    </figure>
  );
}
