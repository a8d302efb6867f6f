import { CircleAlert } from "lucide-react";
import { Button } from "./Button";
import styles from "./ErrorNotice.module.css";

interface ErrorNoticeProps {
  /** An Error (its message is shown) or a sentence. */
  error: unknown;
  title?: string;
  onRetry?: () => void;
}

export function errorText(error: unknown): string {
  if (typeof error === "string") return error;
  if (error instanceof Error && error.message) return error.message;
  return "Something went wrong. Please try again.";
}

export function ErrorNotice({ error, title, onRetry }: ErrorNoticeProps) {
  return (
    <div role="alert" className={styles.notice}>
      <CircleAlert aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {title && <strong>{title}</strong>}
        <p>{errorText(error)}</p>
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
