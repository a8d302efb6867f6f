import { X } from "lucide-react";
import { useState } from "react";
import type { ComponentProps, KeyboardEvent } from "react";
import styles from "./TagInput.module.css";

interface TagInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: string[];
  onChange: (tags: string[]) => void;
}

/** Words as chips: Enter or a comma adds one, Backspace in the empty box takes the last one away. */
export function TagInput({ value, onChange, ...rest }: TagInputProps) {
  const [text, setText] = useState("");
  const add = () => {
    const added = text
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag && !value.includes(tag));
    if (added.length > 0) onChange([...value, ...new Set(added)]);
    setText("");
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.key === "Enter" && text.trim()) || event.key === ",") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && text === "") onChange(value.slice(0, -1));
  };
  return (
    <div className={styles.box}>
      {value.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
          <button
            type="button"
            aria-label={`Remove the tag ${tag}`}
            onClick={() => {
              onChange(value.filter((other) => other !== tag));
            }}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      <input
        maxLength={60}
        {...rest}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={keys}
        onBlur={add}
      />
    </div>
  );
}
