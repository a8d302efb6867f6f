import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { Badge } from "@/ui/Badge";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Settings.module.css";

type CapabilityList = components["schemas"]["CapabilityList"];
type PackageView = components["schemas"]["PackageView"];
type Risk = PackageView["functions"][number]["risk"];

const RISKS: Record<Risk, { words: string; tone: "neutral" | "accent" | "warning" }> = {
  read: { words: "looks", tone: "neutral" },
  write: { words: "changes your data", tone: "accent" },
  send: { words: "reaches others", tone: "warning" },
};

export function Capabilities() {
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ["capabilities"],
    queryFn: ({ signal }) => request<CapabilityList>("/api/capabilities", { signal }),
  });
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
            <strong>{words(one.name)}</strong>
            <Badge tone={RISKS[one.risk].tone}>{RISKS[one.risk].words}</Badge>
            <p>{one.description}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "planner.create_task" and "create_task" are both "create task". */
function words(name: string): string {
  return (name.split(".").at(-1) ?? name).replaceAll("_", " ");
}
