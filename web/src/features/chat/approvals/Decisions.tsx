import { Ban, CircleCheck, Hourglass } from "lucide-react";
import { useClock } from "@/api/useClock";
import type { ApprovalView } from "@/api/types";
import { formatWhen } from "@/ui/time";
import { decisionText } from "../model/approvals";
import styles from "./ApprovalCards.module.css";

/** What the person was asked on the way to an answer, and what they said, when and where. */
export function Decisions({ approvals }: { approvals: ApprovalView[] }) {
  const clock = useClock();
  const decided = approvals.filter((approval) => approval.status !== "pending");
  if (decided.length === 0) return null;
  return (
    <ul role="list" aria-label="What you decided" className={styles.decisions}>
      {decided.map((approval) => (
        <li key={approval.id}>
          {icon(approval)}
          <p>
            {decisionText(approval)}: {approval.title}
            {approval.note && ` — “${approval.note}”`}
            {approval.decided_at && ` · ${formatWhen(approval.decided_at, clock)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function icon({ status }: ApprovalView) {
  if (status === "approved") return <CircleCheck aria-hidden />;
  return status === "rejected" ? <Ban aria-hidden /> : <Hourglass aria-hidden />;
}
