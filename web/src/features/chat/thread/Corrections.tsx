import { ShieldAlert } from "lucide-react";
import styles from "./AnswerView.module.css";

/** What the answer claimed to have done and no receipt bears out; it was put right before it was delivered. */
export function Corrections({ corrections }: { corrections: string[] }) {
  if (corrections.length === 0) return null;
  return (
    <ul role="list" aria-label="Corrections" className={styles.corrections}>
      {corrections.map((claim) => (
        <li key={claim}>
          <ShieldAlert aria-hidden />
          <p>
            Corrected: <q>{claim}</q> was claimed, but there is no receipt for it.
          </p>
        </li>
      ))}
    </ul>
  );
}
