import { TriangleAlert } from "lucide-react";
import { Meter } from "@/ui/Meter";
import type { Usage } from "./listQueries";
import styles from "./Quota.module.css";
import { fullest, sharesOf, warningOf } from "./space";

/** How much of the space is used. */
export function QuotaLine({ usage }: { usage: Usage }) {
  const { share } = fullest(usage);
  return (
    <div className={styles.line}>
      <Meter value={share} limit={1} label="Space used" />
      <p>
        {sharesOf(usage).map(({ words }) => (
          <span key={words}>{words}</span>
        ))}
      </p>
    </div>
  );
}

export function QuotaWarning({ usage }: { usage: Usage }) {
  const warning = warningOf(usage);
  if (!warning) return null;
  return (
    <p role="status" className={styles.warning}>
      <TriangleAlert aria-hidden /> <span>{warning}</span>
    </p>
  );
}
