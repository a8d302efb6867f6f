import type { Entity } from "@/api/types";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { entityValue, pieces } from "../model/entities";
import styles from "./Details.module.css";

/** A message with what it names marked, and what each was understood as. */
export function EntityText({ text, entities }: { text: string; entities: Entity[] }) {
  const clock = useClock();
  if (entities.length === 0) return null;
  return (
    <>
      <p className={styles.text}>
        {pieces(text, entities).map(({ start, words, entity }) =>
          entity ? (
            <mark key={start} title={entity.kind}>
              {words}
            </mark>
          ) : (
            words
          ),
        )}
      </p>
      <ul role="list" aria-label="What it names" className={styles.legend}>
        {entities.map((entity) => (
          <li key={`${entity.kind}-${String(entity.start)}`}>
            <Badge>{entity.kind}</Badge> {entity.text}
            {entityValue(entity, clock) !== entity.text && <span>→ {entityValue(entity, clock)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
