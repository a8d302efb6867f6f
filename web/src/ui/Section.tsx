import { useId } from "react";
import type { ReactNode } from "react";
import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, description, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <header className={styles.words}>
        <h2 id={id}>{title}</h2>
        {description && <p>{description}</p>}
        {actions}
      </header>
      <div className={styles.content}>{children}</div>
    </section>
  );
}
