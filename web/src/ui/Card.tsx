import clsx from "clsx";
import type { ComponentProps } from "react";
import styles from "./Card.module.css";

export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={clsx(styles.card, className)} />;
}
