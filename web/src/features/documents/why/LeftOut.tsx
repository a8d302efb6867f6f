import { Link } from "react-router";
import { addressOf } from "../address";
import { Part } from "./Part";
import type { Explained } from "./queries";
import styles from "./WhyPanel.module.css";

/** Documents in which nothing could be looked for, with the reason of each. */
export function LeftOut({ explained }: { explained: Explained }) {
  if (explained.left_out.length === 0) return null;
  return (
    <Part title="Not looked into">
      <ul role="list" className={styles.left}>
        {explained.left_out.map(({ document_id, title, text }) => (
          <li key={document_id}>
            <Link to={addressOf(document_id)}>{title}</Link>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
