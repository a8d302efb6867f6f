import styles from "./Composer.module.css";

const NEAR = 0.85; // of the limit

/** Says nothing until it matters. */
export function CharacterCount({ length, limit }: { length: number; limit: number | undefined }) {
  if (limit === undefined || length < limit * NEAR) return <span className={styles.count} />;
  const over = length - limit;
  const words =
    over > 0
      ? `${over.toLocaleString()} characters too long: attach long texts as a file`
      : `${(-over).toLocaleString()} characters left`;
  return (
    <span role="status" className={styles.count} data-over={over > 0 || undefined}>
      {words}
    </span>
  );
}
