import { useState } from "react";
import type { KeyboardEvent } from "react";
import { useConfig } from "@/api/useConfig";
import { Button } from "@/ui/Button";
import styles from "./EditMessage.module.css";

interface EditMessageProps {
  text: string;
  onCancel: () => void;
  onRerun: (text: string) => void;
}

/** A message in other words, answered anew in its place. */
export function EditMessage({ text, onCancel, onRerun }: EditMessageProps) {
  const config = useConfig();
  const [typed, setTyped] = useState(text);
  const fits = config === undefined || typed.length <= config.max_message_chars;
  const ready = typed.trim() !== "" && fits;
  const save = () => {
    if (ready) onRerun(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault(); // it ends the editing and stops nothing
      onCancel();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    <form
      aria-label="Edit the message"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.grow} data-text={typed}>
        <textarea
          autoFocus
          aria-label="Your message"
          value={typed}
          onFocus={(event) => {
            event.target.setSelectionRange(text.length, text.length);
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.foot}>
        {!fits && <span role="alert">This is too long.</span>}
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" disabled={!ready} title="Ctrl+Enter">
          Save and rerun
        </Button>
      </div>
    </form>
  );
}
