import type { Turn } from "../model/turn";
import styles from "./Thinking.module.css";

/** Something is going on, before the first word. A plan shows that by itself. */
export function Thinking({ turn }: { turn: Turn }) {
  if (turn.steps.length > 0 && turn.status !== "waiting") return null;
  return (
    <div className={styles.thinking}>
      <span aria-hidden className={styles.dots}>
        <span />
        <span />
        <span />
      </span>
      {turn.status === "accepted" && <span>Waiting for its turn…</span>}
      {turn.status !== "accepted" && <span className="visually-hidden">Working…</span>}
    </div>
  );
}
