import { CircleHelp, ListChecks, ShieldQuestion } from "lucide-react";
import { useEffect, useId } from "react";
import type { ReactNode } from "react";
import type { Decision } from "@/api/decide";
import type { ApprovalView } from "@/api/types";
import { ErrorNotice } from "@/ui/ErrorNotice";
import type { Turn } from "../model/turn";
import styles from "./ApprovalCard.module.css";
import { Countdown, useRemaining } from "./Countdown";
import { PlanApproval } from "./PlanApproval";
import { StepApproval } from "./StepApproval";
import { UnknownApproval } from "./UnknownApproval";
import { useDecide } from "./useDecide";

export interface ApprovalBodyProps {
  approval: ApprovalView;
  turn: Turn;
  /** What is being sent, if anything is. */
  sending: Decision["action"] | null;
  onDecide: (decision: Decision) => void;
}

const KINDS: Record<ApprovalView["kind"], { icon: ReactNode; words: string }> = {
  step: { icon: <ShieldQuestion aria-hidden />, words: "May I do this?" },
  plan: { icon: <ListChecks aria-hidden />, words: "Shall I begin?" },
  unknown: { icon: <CircleHelp aria-hidden />, words: "Was this done?" },
};
const BODIES = { step: StepApproval, plan: PlanApproval, unknown: UnknownApproval };

interface ApprovalCardProps {
  approval: ApprovalView;
  turn: Turn;
  /** It has expired while it was shown. */
  onExpired: () => void;
}

/** A question of the assistant, where its answer would stand. */
export function ApprovalCard({ approval, turn, onExpired }: ApprovalCardProps) {
  const id = useId();
  const left = useRemaining(approval.expires_at);
  const decide = useDecide(approval);
  const { icon, words } = KINDS[approval.kind];
  const Body = BODIES[approval.kind];
  useEffect(() => {
    if (left === 0) onExpired();
  }, [left, onExpired]);
  return (
    <section aria-labelledby={id} data-kind={approval.kind} className={styles.card}>
      <header className={styles.header}>
        {icon}
        <span>{words}</span>
        <span className={styles.until}>
          <Countdown until={approval.expires_at} left={left} />
        </span>
      </header>
      <h3 id={id} tabIndex={-1} className={styles.title}>
        {approval.title}
      </h3>
      {left > 0 ? (
        <Body
          approval={approval}
          turn={turn}
          sending={decide.isPending ? decide.variables.action : null}
          onDecide={(decision) => {
            if (!decide.isPending) decide.mutate(decision);
          }}
        />
      ) : (
        <p className={styles.quiet}>This was not answered in time, so it is not done.</p>
      )}
      {decide.error && <ErrorNotice error={decide.error} />}
    </section>
  );
}
