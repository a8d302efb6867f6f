import * as Radix from "@radix-ui/react-dropdown-menu";
import clsx from "clsx";
import { useState } from "react";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  tone?: "danger";
  checked?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  /** A button; it gets aria-haspopup and aria-expanded. */
  trigger: ReactNode;
  label: string;
  /** `null` draws a separator. */
  items: (MenuItem | null)[];
  header?: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
}

export function Menu({ trigger, label, items, header, align = "end", side = "bottom" }: MenuProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null); // what lies outside of a modal dialog is inert
  return (
    <Radix.Root modal={false}>
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
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={styles.menu}
        >
          {header && <div className={styles.header}>{header}</div>}
          {items.map((item, place) =>
            item ? (
              <Item key={item.label} {...item} />
            ) : (
              <Radix.Separator key={`separator-${String(place)}`} className={styles.separator} />
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ label, icon, tone, checked, onSelect }: MenuItem) {
  const className = clsx(styles.item, tone === "danger" && styles.danger);
  if (checked === undefined)
    return (
      <Radix.Item className={className} onSelect={onSelect}>
        {icon}
        {label}
      </Radix.Item>
    );
  return (
    <Radix.CheckboxItem className={className} checked={checked} onSelect={onSelect}>
      {icon}
      {label}
      {checked && <span className={styles.check} aria-hidden />}
    </Radix.CheckboxItem>
  );
}
