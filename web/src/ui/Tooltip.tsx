import * as Radix from "@radix-ui/react-tooltip";
import clsx from "clsx";
import type { ReactNode } from "react";
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
      <Radix.Trigger asChild>{children}</Radix.Trigger>
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

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}
