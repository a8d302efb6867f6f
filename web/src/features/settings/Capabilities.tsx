import { TriangleAlert } from "lucide-react";
import { functionWords, useCapabilities } from "@/api/capabilities";
import type { PackageView, Risk } from "@/api/capabilities";
import { Badge } from "@/ui/Badge";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Settings.module.css";

const RISKS: Record<Risk, { words: string; tone: "neutral" | "accent" | "warning" }> = {
  read: { words: "looks", tone: "neutral" },
  write: { words: "changes your data", tone: "accent" },
  send: { words: "reaches others", tone: "warning" },
};

export function Capabilities() {
  const { data, isPending, isError, error, refetch } = useCapabilities();
  if (isPending) return <Skeleton lines={4} label="Loading the capabilities" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {data.broken.length > 0 && (
        <ul role="list" aria-label="Packages that do not work" className={styles.list}>
          {data.broken.map((broken) => (
            <li key={broken.name} className={styles.broken}>
              <p>
                <strong>{broken.name}</strong>{" "}
                <Badge tone="danger" icon={<TriangleAlert aria-hidden />}>
                  does not work
                </Badge>
              </p>
              <code>{broken.error}</code>
            </li>
          ))}
        </ul>
      )}
      {data.packages.length === 0 ? (
        <p className={styles.muted}>No package is installed.</p>
      ) : (
        <ul role="list" aria-label="Packages" className={styles.list}>
          {data.packages.map((found) => (
            <li key={found.name}>
              <Package found={found} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Package({ found }: { found: PackageView }) {
  const { functions } = found;
  return (
    <details className={styles.package}>
      <summary>
        <strong>{found.name}</strong>
        <span>{found.description}</span>
        <small className={styles.muted}>
          {functions.length === 1 ? "1 function" : `${String(functions.length)} functions`}
        </small>
      </summary>
      <ul role="list" className={styles.functions}>
        {functions.map((one) => (
          <li key={one.name}>
            <strong>{functionWords(one.name)}</strong>
            <Badge tone={RISKS[one.risk].tone}>{RISKS[one.risk].words}</Badge>
            <p>{one.description}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
