import { TriangleAlert } from "lucide-react";
import type { Decision } from "@/api/decide";
import { Button } from "@/ui/Button";
import type { ApprovalBodyProps } from "./ApprovalCard";
import styles from "./ApprovalCard.module.css";
import { ArgumentList } from "./ArgumentList";
import { useSchema } from "./useSchema";

const ANSWERS: { action: Decision["action"]; label: string; variant: "primary" | "secondary" | "ghost" }[] = [
  { action: "done", label: "It was done", variant: "primary" },
  { action: "again", label: "Do it again", variant: "secondary" },
  { action: "reject", label: "Leave it", variant: "ghost" },
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
        {ANSWERS.map(({ action, label, variant }) => (
          <Button
            key={action}
            variant={variant}
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
