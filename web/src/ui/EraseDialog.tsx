import { useId, useState } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Field, Input } from "./Field";
import { PasswordInput } from "./PasswordInput";
import styles from "./EraseDialog.module.css";

interface EraseDialogProps {
  title: string;
  description: string;
  /** What has to be typed. */
  confirmation: string;
  busy: boolean;
  error: string | null;
  onClose: () => void;
  onErase: (password: string) => void;
}

/** Two things are asked, so that it is neither a slip nor somebody at an open screen. */
export function EraseDialog(props: EraseDialogProps) {
  const { title, description, confirmation, busy, error, onClose, onErase } = props;
  const form = useId();
  const [words, setWords] = useState("");
  const [password, setPassword] = useState("");
  const ready = words.trim().toLowerCase() === confirmation && password !== "";
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" type="submit" form={form} busy={busy} disabled={!ready}>
            Erase for good
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onErase(password);
        }}
      >
        <Field label={`Type “${confirmation}”`}>
          {(control) => (
            <Input
              {...control}
              data-autofocus
              autoComplete="off"
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="Your password" error={error}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="current-password"
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
