import { FileText } from "lucide-react";
import { useState } from "react";
import { placeOf } from "@/api/citationPlace";
import type { Citation } from "@/api/types";
import { Button } from "@/ui/Button";
import { sourcesOf, type Source } from "../model/citations";
import { nameOf, shortened } from "./CitationButton";
import styles from "./Sources.module.css";

interface SourcesProps {
  citations: Citation[];
  /** The passages do not answer the question; they are only the nearest ones. */
  nearest: boolean;
  onOpenCitation: (citation: Citation) => void;
}

const FEW = 4;

/** The passages of an answer under their documents, numbered as in the text; each opens where it stands. */
export function Sources({ citations, nearest, onOpenCitation }: SourcesProps) {
  const [all, setAll] = useState(false);
  if (citations.length === 0) return null;
  const heading = nearest ? "Nearest passages" : "Sources";
  return (
    <div role="group" aria-label={heading} className={styles.sources}>
      <h2>{heading}</h2>
      <ul role="list" className={styles.documents}>
        {sourcesOf(citations.slice(0, all ? undefined : FEW)).map((source) => (
          <li key={source.documentId} className={styles.document}>
            <Passages source={source} onOpen={onOpenCitation} />
          </li>
        ))}
      </ul>
      {citations.length > FEW && (
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show fewer" : `Show all ${String(citations.length)}`}
        </Button>
      )}
    </div>
  );
}

function Passages({ source, onOpen }: { source: Source; onOpen: (citation: Citation) => void }) {
  return (
    <>
      <h3 className={styles.title}>
        <FileText aria-hidden />
        <span>{source.title}</span>
      </h3>
      <ul role="list">
        {source.passages.map(({ number, citation }) => (
          <li key={number}>
            <button
              type="button"
              className={styles.passage}
              aria-label={nameOf(number, citation)}
              onClick={() => {
                onOpen(citation);
              }}
            >
              <span className={styles.number}>{number}</span>
              <span className={styles.words}>
                <span className={styles.quote}>{shortened(citation.quote)}</span>
                {placeOf(citation) && <span className={styles.place}>{placeOf(citation)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
