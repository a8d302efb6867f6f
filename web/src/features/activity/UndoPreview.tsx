import { functionWords } from "@/api/capabilities";
import { useClock } from "@/api/useClock";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { counted } from "@/ui/numbers";
import { Skeleton } from "@/ui/Skeleton";
import { formatWhen } from "@/ui/time";
import type { useEffectsSince } from "./queries";
import type { EffectView } from "@/api/effects";
import styles from "./UndoSinceDialog.module.css";
import { partition } from "./partition";

export function UndoPreview({ preview }: { preview: ReturnType<typeof useEffectsSince> }) {
  if (preview.isError) return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data)
    return preview.isLoading ? (
      <Skeleton lines={3} label="Loading what was done" />
    ) : (
      <p className={styles.none}>Choose a day and a time.</p>
    );
  const { possible, impossible } = partition(preview.data.items);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="What will happen">
      {possible.length + impossible.length === 0 && (
        <p className={styles.none}>Nothing was done since then that could be taken back.</p>
      )}
      <Group title={`${counted(possible.length, "action")} will be taken back`} effects={possible} />
      <Group
        title={
          impossible.length === 1
            ? "1 action cannot be taken back and stays"
            : `${String(impossible.length)} actions cannot be taken back and stay`
        }
        effects={impossible}
      />
      {preview.data.more && (
        <p className={styles.none}>
          That is as much as can be taken back at once; do it again for what is older.
        </p>
      )}
    </div>
  );
}

function Group({ title, effects }: { title: string; effects: EffectView[] }) {
  const clock = useClock();
  if (effects.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <ul role="list">
        {effects.map((effect) => (
          <li key={effect.id}>
            <span>{effect.title || functionWords(effect.capability)}</span>
            <time dateTime={effect.at}>{formatWhen(effect.at, clock)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
