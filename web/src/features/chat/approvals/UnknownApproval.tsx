import { TriangleAlert } from "lucide-react";
import type { Decision } from "@/api/decide";
import { Button } from "@/ui/Button";
import type { ApprovalBodyProps } from "./ApprovalCard";
import styles from "./ApprovalCard.module.css";
import { ArgumentList } from "./ArgumentList";
import { useSchema } from "./useSchema";

// None stands out: which one is right only the person can know.
const ANSWERS: { action: Decision["action"]; label: string }[] = [
  { action: "done", label: "It was done" },
  { action: "again", label: "Do it again" },
  { action: "reject", label: "Leave it" },
];

/** The server stopped in the middle of it, and nothing tells whether it came about. */
export function UnknownApproval({ approval, sending, onDecide }: ApprovalBodyProps) {
  const schema = useSchema(approval.capability);
  return (
    <>
      <ul role="list" className={styles.reasons}>
        <li>
          <TriangleAlert aria-hidden />
          It is not known whether this was done before the server stopped. Please look before you have it
          repeated.
        </li>
      </ul>
      <div className={styles.arguments}>
        <ArgumentList schema={schema} values={approval.arguments} />
      </div>
      <div className={styles.foot}>
        {ANSWERS.map(({ action, label }) => (
          <Button
            key={action}
            busy={sending === action}
            onClick={() => {
              onDecide({ action });
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </>
  );
}
