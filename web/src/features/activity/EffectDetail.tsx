import type { EffectView } from "@/api/effects";
import { STATUS } from "@/api/effectWords";
import { useClock } from "@/api/useClock";
import { CopyButton } from "@/ui/CopyButton";
import { formatExact } from "@/ui/time";
import styles from "./EffectRow.module.css";

/** The receipt: what exactly was done, when, and under which number. */
export function EffectDetail({ effect }: { effect: EffectView }) {
  const clock = useClock();
  const times = [
    { words: "Begun", at: effect.at },
    { words: "Done", at: effect.done_at },
    { words: "Taken back", at: effect.undone_at },
  ];
  return (
    <div className={styles.detail}>
      {effect.text && <p className={styles.text}>{effect.text}</p>}
      <dl className={styles.pairs}>
        <dt>State</dt>
        <dd>
          {STATUS[effect.status].help}
          {effect.undo === "impossible" && effect.status === "done" && " It cannot be taken back."}
        </dd>
        <dt>Capability</dt>
        <dd>
          <code>{effect.capability}</code>
        </dd>
        {times.map(
          ({ words, at }) =>
            at && (
              <Pair key={words} words={words}>
                <time dateTime={at}>{formatExact(at, clock)}</time>
              </Pair>
            ),
        )}
        <dt>Receipt</dt>
        <dd className={styles.receipt}>
          <code>{effect.id}</code>
          <CopyButton label="Copy the receipt's number" text={() => effect.id} />
        </dd>
      </dl>
      <div>
        <h3 id={`arguments-${effect.id}`}>Exact arguments</h3>
        <pre
          className={styles.arguments}
          tabIndex={0}
          aria-labelledby={`arguments-${effect.id}`}
          role="region"
        >
          {JSON.stringify(effect.arguments, null, 2)}
        </pre>
      </div>
    </div>
  );
}

function Pair({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </>
  );
}
