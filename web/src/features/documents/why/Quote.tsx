import { Link } from "react-router";
import { placeOf, readable } from "@/api/citationPlace";
import type { Citation } from "@/api/types";
import { addressOf } from "../address";
import styles from "./WhyPanel.module.css";

/** A passage with where it stands; opens the document there. */
export function Quote({ citation }: { citation: Citation }) {
  const place = placeOf(citation);
  return (
    <Link to={addressOf(citation.document_id, citation)} className={styles.quote}>
      <span className={styles.words}>{readable(citation.quote)}</span>
      <span className={styles.source}>
        <strong>{citation.title}</strong>
        {place && <span>{place}</span>}
      </span>
    </Link>
  );
}
