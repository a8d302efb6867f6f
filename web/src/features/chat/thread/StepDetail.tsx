import { action } from "../model/summary";
import type { Step } from "../model/turn";
import styles from "./StepDetail.module.css";

/** What a step was given and what came out, as it is. */
export function StepDetail({ id, step }: { id: string; step: Step }) {
  const { view, result } = step;
  return (
    <dl id={id} className={styles.detail}>
      <dt>Action</dt>
      <dd>
        {action(view.capability)} <code>{view.capability}</code>
      </dd>
      {Object.entries(view.arguments).map(([name, value]) => (
        <Pair key={name} name={name.replaceAll("_", " ")} value={value} />
      ))}
      {view.depends_on.length > 0 && <Pair name="after" value={view.depends_on.join(", ")} />}
      {result && <Pair name="result" value={result.error?.message ?? result.text} />}
      {result && Object.keys(result.data).length > 0 && <Pair name="data" value={result.data} />}
    </dl>
  );
}

function Pair({ name, value }: { name: string; value: unknown }) {
  const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return (
    <>
      <dt>{name}</dt>
      <dd>{plain ? String(value) : <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>}</dd>
    </>
  );
}
