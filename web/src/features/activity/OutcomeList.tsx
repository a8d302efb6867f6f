import type { UndoOutcome } from "@/api/effects";
import { OUTCOME } from "@/api/effectWords";
import { Badge } from "@/ui/Badge";
import styles from "./OutcomeList.module.css";

interface OutcomeListProps {
  label: string;
  outcomes: UndoOutcome[];
  /** Whether each says what it is about. */
  titles?: boolean;
}

export function OutcomeList({ label, outcomes, titles = false }: OutcomeListProps) {
  return (
    <ul role="list" aria-label={label} className={styles.outcomes}>
      {outcomes.map((outcome) => (
        <li key={outcome.effect_id}>
          {titles && <strong>{outcome.title}</strong>}
          <Badge tone={OUTCOME[outcome.status].tone}>{OUTCOME[outcome.status].words}</Badge>
          {outcome.text && <p>{outcome.text}</p>}
        </li>
      ))}
    </ul>
  );
}
