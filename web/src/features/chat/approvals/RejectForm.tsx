import { useState } from "react";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import styles from "./ApprovalCard.module.css";

interface RejectFormProps {
  label: string;
  busy: boolean;
  onBack: () => void;
  onReject: (reason: string) => void;
}

export function RejectForm({ label, busy, onBack, onReject }: RejectFormProps) {
  const [reason, setReason] = useState("");
  return (
    <form
      aria-label={label}
      className={styles.reject}
      onSubmit={(event) => {
        event.preventDefault();
        onReject(reason.trim());
      }}
    >
      <Field label="Reason (optional)" hint="It is kept with your answer.">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={500}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") onBack();
            }}
          />
        )}
      </Field>
      <div className={styles.foot}>
        <Button type="submit" variant="danger" busy={busy}>
          {label}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
