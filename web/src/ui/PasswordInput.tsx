import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { ComponentProps } from "react";
import { Input } from "./Field";
import { IconButton } from "./IconButton";
import styles from "./PasswordInput.module.css";

export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.wrap}>
      <Input {...props} type={shown ? "text" : "password"} className={styles.input} />
      <IconButton
        label={shown ? "Hide password" : "Show password"}
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
