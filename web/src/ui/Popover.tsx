import * as Radix from "@radix-ui/react-popover";
import { useState } from "react";
import type { ReactNode } from "react";
import styles from "./Popover.module.css";

interface PopoverProps {
  /** A button; it gets aria-haspopup and aria-expanded. */
  trigger: ReactNode;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: "start" | "center" | "end";
  children: ReactNode;
}

/** A panel beside its button, for more than a menu holds. Inside a modal dialog it stays in that dialog. */
export function Popover({ trigger, label, open, onOpenChange, align = "start", children }: PopoverProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <span
        ref={(element) => {
          setPlace(element?.closest("dialog") ?? null);
        }}
        className={styles.anchor}
      >
        <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      </span>
      <Radix.Portal container={place}>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={styles.panel}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
