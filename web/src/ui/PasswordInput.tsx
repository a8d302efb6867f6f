import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { ComponentProps } from "react";
import { Input } from "./Field";
import { IconButton } from "./IconButton";
import styles from "./PasswordInput.module.css";

interface PasswordInputProps extends Omit<ComponentProps<"input">, "type"> {
  /** What is hidden, for the button that shows it. */
  what?: string;
}

export function PasswordInput({ what = "password", ...props }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.wrap}>
      <Input {...props} type={shown ? "text" : "password"} className={styles.input} />
      <IconButton
        label={`${shown ? "Hide" : "Show"} ${what}`}
        icon={shown ? <EyeOff /> : <Eye />}
        size="sm"
        className={styles.eye}
        onClick={() => {
          setShown(!shown);
        }}
      />
    </div>
  );
}
