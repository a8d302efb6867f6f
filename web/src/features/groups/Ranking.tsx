import { counted, formatCount } from "@/ui/numbers";
import styles from "./Groups.module.css";

const SHOWN = 8;

interface RankingProps {
  label: string;
  rows: { name: string; value: number }[];
}

/** The first few, each with a bar as long as its share of the first. */
export function Ranking({ label, rows }: RankingProps) {
  const top = rows[0]?.value ?? 1;
  if (rows.length === 0) return <p className={styles.note}>Nothing in these days.</p>;
  return (
    <>
      <ol aria-label={label} className={styles.ranking}>
        {rows.slice(0, SHOWN).map(({ name, value }) => (
          <li key={name}>
            <span className={styles.rank} style={{ width: `${String((100 * value) / top)}%` }} aria-hidden />
            <span className={styles.who}>{name}</span>
            <span>{formatCount(value)}</span>
          </li>
        ))}
      </ol>
      {rows.length > SHOWN && (
        <p className={styles.note}>and {counted(rows.length - SHOWN, "more", "more")} in the workbook</p>
      )}
    </>
  );
}
