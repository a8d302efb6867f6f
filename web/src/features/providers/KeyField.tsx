import { KeyRound } from "lucide-react";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { PasswordInput } from "@/ui/PasswordInput";
import type { KeyChange } from "./draft";
import styles from "./Providers.module.css";

interface KeyFieldProps {
  /** The last characters of the key that is saved ("" when even they are not shown); null without one. */
  saved: string | null;
  hint: string;
  value: KeyChange;
  error: string | undefined;
  onChange: (value: KeyChange) => void;
}

/** The key can be written, replaced and removed, never read. */
export function KeyField({ saved, hint, value, error, onChange }: KeyFieldProps) {
  const back = saved !== null && (
    <Button
      size="sm"
      variant="ghost"
      onClick={() => {
        onChange("keep");
      }}
    >
      Keep the saved one
    </Button>
  );
  if (value === "keep")
    return (
      <div role="group" aria-label="Key" className={styles.key}>
        <span className={styles.keyWords}>
          <KeyRound aria-hidden /> Key saved{saved && ` …${saved}`}
        </span>
        <Button
          size="sm"
          onClick={() => {
            onChange({ text: "" });
          }}
        >
          Replace
        </Button>
        <Button
          size="sm"
          variant="danger"
          onClick={() => {
            onChange(null);
          }}
        >
          Remove
        </Button>
      </div>
    );
  if (value === null)
    return (
      <div role="group" aria-label="Key" className={styles.key}>
        <span className={styles.keyWords} role="status">
          The key is removed when you save.
        </span>
        {back}
      </div>
    );
  return (
    <div className={styles.keyEntry}>
      <Field label={saved === null ? "Key" : "New key"} hint={hint} error={error}>
        {(control) => (
          <PasswordInput
            {...control}
            what="key"
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            value={value.text}
            onChange={(event) => {
              onChange({ text: event.target.value });
            }}
          />
        )}
      </Field>
      {back}
    </div>
  );
}
