import { Hand } from "lucide-react";
import { Link } from "react-router";
import { usePendingApprovals } from "@/api/approvals";
import type { ApprovalView } from "@/api/types";
import { useClock } from "@/api/useClock";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { formatExact, formatRelative } from "@/ui/time";
import styles from "./PendingApprovals.module.css";

const ASKS: Record<ApprovalView["kind"], string> = {
  step: "May I do this?",
  plan: "May I follow this plan?",
  unknown: "Was this done?",
};

/** What stands still until the person answers; the answer is given in the conversation. */
export function PendingApprovals() {
  const approvals = usePendingApprovals();
  if (approvals.isError)
    return (
      <ErrorNotice
        title="What waits for your word could not be read."
        error={approvals.error}
        onRetry={() => void approvals.refetch()}
      />
    );
  if (!approvals.data?.length) return null;
  return (
    <section aria-labelledby="pending" className={styles.pending}>
      <h2 id="pending">
        <Hand aria-hidden /> Waiting for your word
      </h2>
      <ul role="list">
        {approvals.data.map((approval) => (
          <Pending key={approval.id} approval={approval} />
        ))}
      </ul>
    </section>
  );
}

function Pending({ approval }: { approval: ApprovalView }) {
  const clock = useClock();
  const { kind, title, reasons, expires_at, conversation_id } = approval;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p>
          <span className={styles.ask}>{ASKS[kind]}</span> <strong>{title}</strong>
        </p>
        <p className={styles.facts}>
          {reasons[0] && <span>{reasons[0]} </span>}
          <time dateTime={expires_at} title={formatExact(expires_at, clock)}>
            Ends {formatRelative(expires_at, clock)}.
          </time>
        </p>
      </div>
      <Link
        to={`/c/${conversation_id}`}
        className={styles.answer}
        aria-label={`Answer in the conversation: ${title}`}
      >
        Answer
      </Link>
    </li>
  );
}
