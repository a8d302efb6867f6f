import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends ComponentProps<"button"> {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  shortcut?: string;
}

export function IconButton({ label, icon, size = "md", shortcut, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={shortcut ? `${label} (${shortcut})` : label}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={clsx(styles.button, styles[size], className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
