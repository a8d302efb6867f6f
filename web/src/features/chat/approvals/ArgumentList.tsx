import { useClock } from "@/api/useClock";
import { fieldsOf } from "../model/fields";
import type { Arguments, Field, Schema } from "../model/fields";
import { parted, shownValue } from "../model/shownValue";
import styles from "./Arguments.module.css";

interface ArgumentListProps {
  schema: Schema | undefined;
  values: Arguments;
}

/** Exactly what an action will be given, readable. */
export function ArgumentList({ schema, values }: ArgumentListProps) {
  const { given, presets, empty } = parted(fieldsOf(schema, values), values);
  return (
    <dl className={styles.list}>
      {given.map((field) => (
        <div key={field.name} className={styles.pair}>
          <dt>{field.label}</dt>
          <dd>
            <Value field={field} value={values[field.name]} />
          </dd>
        </div>
      ))}
      {presets.map((field) => (
        <div key={field.name} className={styles.pair}>
          <dt>{field.label}</dt>
          <dd>
            <Value field={field} value={field.preset} /> <span className={styles.preset}>by default</span>
          </dd>
        </div>
      ))}
      {empty.length > 0 && (
        <div className={styles.pair}>
          <dt>Not set</dt>
          <dd className={styles.preset}>{empty.join(", ")}</dd>
        </div>
      )}
    </dl>
  );
}

function Value({ field, value }: { field: Field; value: unknown }) {
  const clock = useClock();
  return shownValue(field, value, clock) ?? <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>;
}
