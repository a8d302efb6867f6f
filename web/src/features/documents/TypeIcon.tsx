import { File } from "lucide-react";
import { KINDS, typeOf } from "./kinds";
import styles from "./TypeIcon.module.css";

/** Until a document has been read its type is not known; the end of its name says what it claims to be. */
export function TypeIcon({ type: known, name = "" }: { type: string; name?: string }) {
  const type = typeOf({ type: known, title: name });
  const Icon = KINDS[type]?.icon ?? File;
  return (
    <span className={styles.icon} data-type={type} aria-hidden>
      <Icon />
    </span>
  );
}
