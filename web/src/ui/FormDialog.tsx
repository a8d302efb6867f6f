import { useId } from "react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { ErrorNotice } from "./ErrorNotice";
import styles from "./FormDialog.module.css";

interface FormDialogProps {
  title: string;
  action: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: () => void;
  /** The button that closes without saving. */
  cancel?: string;
  /** Beside the buttons, at the left: what else can be done with the thing. */
  aside?: ReactNode;
  children: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { title, action, cancel = "Cancel", busy, error, onClose, onSubmit, aside, children } = props;
  const form = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          {aside && <div className={styles.aside}>{aside}</div>}
          <Button onClick={onClose}>{cancel}</Button>
          <Button variant="primary" type="submit" form={form} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {error ? <ErrorNotice error={error} /> : null}
        {children}
      </form>
    </Dialog>
  );
}
