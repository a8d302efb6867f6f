import { Check, FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Button, type ButtonProps } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { useKeepCase, type NewCase } from "./queries";
import styles from "./WhyPanel.module.css";

interface KeepButtonProps extends Pick<ButtonProps, "disabled" | "variant"> {
  kept: NewCase;
  label?: string;
  children: ReactNode;
}

/** Keeps a question with the place of its answer. */
export function KeepButton({ kept, label, children, disabled, variant }: KeepButtonProps) {
  const { mutate, isPending, isSuccess, error } = useKeepCase();
  if (isSuccess)
    return (
      <p role="status" className={styles.kept}>
        <Check aria-hidden /> Kept as a test case. <Link to="/documents/cases">All test cases</Link>
      </p>
    );
  return (
    <>
      <Button
        size="sm"
        variant={variant ?? "secondary"}
        icon={<FlaskConical />}
        aria-label={label}
        disabled={disabled}
        busy={isPending}
        className={styles.keep}
        onClick={() => {
          mutate(kept);
        }}
      >
        {children}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
