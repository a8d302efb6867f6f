import { useClock } from "@/api/useClock";
import { fieldsOf } from "../model/fields";
import type { Arguments, Schema } from "../model/fields";
import { isGiven, notGiven, shownValue } from "../model/shownValue";
import styles from "./Arguments.module.css";

interface ArgumentListProps {
  schema: Schema | undefined;
  values: Arguments;
}

/** Exactly what an action will be given, readable. */
export function ArgumentList({ schema, values }: ArgumentListProps) {
  const clock = useClock();
  const fields = fieldsOf(schema, values);
  const empty = notGiven(fields, values);
  return (
    <dl className={styles.list}>
      {fields
        .filter((field) => isGiven(values[field.name]))
        .map((field) => {
          const text = shownValue(field, values[field.name], clock);
          return (
            <div key={field.name} className={styles.pair}>
              <dt>{field.label}</dt>
              <dd>{text ?? <pre tabIndex={0}>{JSON.stringify(values[field.name], null, 2)}</pre>}</dd>
            </div>
          );
        })}
      {empty.length > 0 && (
        <div className={styles.empty}>
          <dt>Not set</dt>
          <dd>{empty.join(", ")}</dd>
        </div>
      )}
    </dl>
  );
}
