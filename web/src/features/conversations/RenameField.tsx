import { useState } from "react";
import { Input } from "@/ui/Field";
import styles from "./RenameField.module.css";
import { useRenameConversation } from "./queries";

interface RenameFieldProps {
  id: string;
  title: string;
  onDone: () => void;
}

/** Enter or leaving the field keeps the new name, Escape the old one. */
export function RenameField({ id, title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title);
  const rename = useRenameConversation(id);
  const save = () => {
    const next = text.trim();
    onDone();
    if (next && next !== title) rename.mutate(next);
  };
  return (
    <Input
      autoFocus
      aria-label={`New name of ${title}`}
      className={styles.input}
      value={text}
      maxLength={200}
      onFocus={(event) => {
        event.target.select();
      }}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        event.preventDefault();
        onDone();
      }}
    />
  );
}
