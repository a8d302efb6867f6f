import { Check, Pencil, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { action } from "../model/summary";
import type { ApprovalBodyProps } from "./ApprovalCard";
import styles from "./ApprovalCard.module.css";
import { ArgumentForm } from "./ArgumentForm";
import { ArgumentList } from "./ArgumentList";
import { RejectForm } from "./RejectForm";
import { SourceQuotes } from "./SourceQuotes";
import { useSchema } from "./useSchema";

const RISKS = {
  read: { words: "only looks", tone: "neutral" },
  write: { words: "changes your data", tone: "accent" },
  send: { words: "reaches somebody else", tone: "warning" },
} as const;

/** May this step run with exactly these arguments? */
export function StepApproval({ approval, sending, onDecide }: ApprovalBodyProps) {
  const [mode, setMode] = useState<"asked" | "editing" | "rejecting">("asked");
  const [remember, setRemember] = useState(false);
  const schema = useSchema(approval.capability);
  const words = action(approval.capability);
  const risk = RISKS[approval.risk];
  const back = () => {
    setMode("asked");
  };
  const approve = (values?: Record<string, unknown>) => {
    onDecide({
      action: "approve",
      ...(values ? { arguments: values } : {}),
      ...(remember ? { remember: "allow" } : {}),
    });
  };
  const approveLabel = remember ? "Always allow" : "Approve";
  return (
    <>
      <p className={styles.facts}>
        <Badge>{words}</Badge>
        <Badge tone={risk.tone}>{risk.words}</Badge>
        {approval.undo ? (
          <Badge>can be taken back</Badge>
        ) : (
          <Badge tone="warning">cannot be taken back</Badge>
        )}
      </p>
      {approval.reasons.length > 0 && (
        <ul role="list" aria-label="Why you are asked" className={styles.reasons}>
          {approval.reasons.map((reason) => (
            <li key={reason}>
              <TriangleAlert aria-hidden />
              {reason}
            </li>
          ))}
        </ul>
      )}
      {approval.sources.length > 0 && <SourceQuotes sources={approval.sources} />}
      {mode === "editing" ? (
        <ArgumentForm
          label={`Change ${approval.title}`}
          schema={schema}
          values={approval.arguments}
          onSubmit={(values, changed) => {
            approve(changed ? values : undefined);
          }}
        >
          <div className={styles.foot}>
            <Button type="submit" variant="primary" busy={sending === "approve"} icon={<Check aria-hidden />}>
              Approve as edited
            </Button>
            <Button variant="ghost" onClick={back}>
              Discard changes
            </Button>
          </div>
        </ArgumentForm>
      ) : (
        <div className={styles.arguments}>
          <ArgumentList schema={schema} values={approval.arguments} />
        </div>
      )}
      {mode === "rejecting" && (
        <RejectForm
          label={remember ? "Always deny" : "Reject"}
          busy={sending === "reject"}
          onBack={back}
          onReject={(reason) => {
            onDecide({ action: "reject", reason, ...(remember ? { remember: "deny" } : {}) });
          }}
        />
      )}
      {mode === "asked" && (
        <div className={styles.foot}>
          <Button
            variant="primary"
            busy={sending === "approve"}
            icon={<Check aria-hidden />}
            onClick={() => {
              approve();
            }}
          >
            {approveLabel}
          </Button>
          <Button
            icon={<Pencil aria-hidden />}
            onClick={() => {
              setMode("editing");
            }}
          >
            Edit
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              setMode("rejecting");
            }}
          >
            {remember ? "Always deny" : "Reject"}
          </Button>
        </div>
      )}
      <label className={styles.remember}>
        <input
          type="checkbox"
          checked={remember}
          onChange={(event) => {
            setRemember(event.target.checked);
          }}
        />
        Remember my answer for “{words}”, and do not ask again
      </label>
    </>
  );
}
