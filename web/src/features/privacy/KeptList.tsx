import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { kindsOf } from "./kinds";
import styles from "./Privacy.module.css";
import { useKept } from "./queries";

export function KeptList() {
  const kept = useKept();
  if (kept.isPending) return <Skeleton lines={4} label="Counting what is kept" />;
  if (kept.isError) return <ErrorNotice error={kept.error} onRetry={() => void kept.refetch()} />;
  return (
    <dl className={styles.kept}>
      {kindsOf(kept.data).map(({ label, count }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count.toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}
