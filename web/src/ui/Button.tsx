import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { Spinner } from "./Spinner";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md";
  /** Shows a spinner and ignores clicks; the label stays for screen readers. */
  busy?: boolean;
  icon?: ReactNode;
}

export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    size = "md",
    busy = false,
    icon,
    children,
    className,
    onClick,
    ...rest
  } = props;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={clsx(styles.button, styles[variant], styles[size], className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
