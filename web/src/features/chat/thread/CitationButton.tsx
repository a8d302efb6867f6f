import { placeOf, readable } from "@/api/citationPlace";
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
  const place = placeOf(citation);
  return (
    <Tooltip card content={<Preview citation={citation} place={place} />}>
      <button
        type="button"
        className={styles.mark}
        aria-label={nameOf(number, citation)}
        onClick={() => {
          onOpen(citation);
        }}
      >
        {number}
      </button>
    </Tooltip>
  );
}

/** "Source 2: Manual.pdf, page 7" */
export function nameOf(number: number, citation: Citation): string {
  return [`Source ${String(number)}: ${citation.title}`, placeOf(citation)].filter(Boolean).join(", ");
}

function Preview({ citation, place }: { citation: Citation; place: string }) {
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
  const text = readable(quote);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}
