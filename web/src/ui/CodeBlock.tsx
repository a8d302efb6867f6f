import { isValidElement, useRef } from "react";
import type { ReactNode } from "react";
import styles from "./CodeBlock.module.css";
import { CopyButton } from "./CopyButton";

function languageOf(children: ReactNode): string {
  if (!isValidElement<{ className?: string }>(children)) return "";
  return /language-([\w+#-]+)/.exec(children.props.className ?? "")?.[1] ?? "";
}

export function CodeBlock({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLPreElement>(null);
  return (
    <figure className={styles.block}>
      <figcaption className={styles.bar}>
        <span>{languageOf(children) || "text"}</span>
        <CopyButton label="Copy code" text={() => ref.current?.textContent ?? ""} />
      </figcaption>
      <pre ref={ref} tabIndex={0}>
        {children}
      </pre>
    </figure>
  );
}
