import * as Radix from "@radix-ui/react-tooltip";
import clsx from "clsx";
import type { FocusEvent, ReactNode } from "react";
import styles from "./Tooltip.module.css";

interface TooltipProps {
  content: ReactNode;
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  /** A larger card for a few lines of text instead of a label. */
  card?: boolean;
}

/** Needs a `TooltipProvider` above it (app/App.tsx has one). The child must take a ref and be focusable. */
export function Tooltip({ content, children, side = "top", card = false }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild onFocus={onlyForKeyboards}>
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={12}
          className={clsx(styles.content, card && styles.card)}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Focus that comes back to a button after a tap or click is no question what the button is. */
function onlyForKeyboards(event: FocusEvent<HTMLElement>): void {
  if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
}

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}
