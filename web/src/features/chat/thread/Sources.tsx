import { FileText } from "lucide-react";
import type { Citation } from "@/api/types";
import { sourcesOf } from "../model/citations";
import { CitationButton } from "./CitationButton";
import styles from "./Sources.module.css";

interface SourcesProps {
  citations: Citation[];
  /** The passages do not answer the question; they are only the nearest ones. */
  nearest: boolean;
  onOpenCitation: (citation: Citation) => void;
}

export function Sources({ citations, nearest, onOpenCitation }: SourcesProps) {
  if (citations.length === 0) return null;
  const heading = nearest ? "Nearest passages" : "Sources";
  return (
    <div role="group" aria-label={heading} className={styles.sources}>
      <h2>{heading}</h2>
      <ul role="list">
        {sourcesOf(citations).map((source) => (
          <li key={source.documentId} className={styles.source}>
            <button
              type="button"
              className={styles.title}
              onClick={() => {
                if (source.passages[0]) onOpenCitation(source.passages[0].citation);
              }}
            >
              <FileText aria-hidden />
              <span>{source.title}</span>
            </button>
            <span className={styles.passages}>
              {source.passages.map(({ number, citation }) => (
                <span key={number} className={styles.passage}>
                  <CitationButton number={number} citation={citation} onOpen={onOpenCitation} />
                  {citation.page ? <span>p. {citation.page}</span> : null}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
