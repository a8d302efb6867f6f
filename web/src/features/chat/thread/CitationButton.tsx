import type { Citation } from "@/api/types";
import { Tooltip } from "@/ui/Tooltip";
import styles from "./CitationButton.module.css";

interface CitationButtonProps {
  number: number;
  citation: Citation;
  onOpen: (citation: Citation) => void;
}

/** "[n]" in an answer: shows the passage on hover and focus, opens the document at it. */
export function CitationButton({ number, citation, onOpen }: CitationButtonProps) {
  const place = citation.page ? `page ${String(citation.page)}` : citation.section;
  const name = [`Source ${String(number)}: ${citation.title}`, place].filter(Boolean).join(", ");
  return (
    <Tooltip card content={<Preview citation={citation} place={place ?? null} />}>
      <button
        type="button"
        className={styles.mark}
        aria-label={name}
        onClick={() => {
          onOpen(citation);
        }}
      >
        {number}
      </button>
    </Tooltip>
  );
}

function Preview({ citation, place }: { citation: Citation; place: string | null }) {
  return (
    <span className={styles.preview}>
      <span className={styles.title}>{citation.title}</span>
      {place && <span className={styles.place}>{place}</span>}
      <span className={styles.quote}>“{shortened(citation.quote)}”</span>
    </span>
  );
}

const LONGEST = 280;

export function shortened(quote: string): string {
  const text = quote.replace(/\s+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}
