import { FileText, MessageSquareQuote } from "lucide-react";
import { Button } from "@/ui/Button";
import type { SourceView } from "@/api/types";
import { useThreadActions } from "../thread/ThreadActions";
import styles from "./SourceQuotes.module.css";

/** The untrusted words that an action derives from, and the way to where they stand. */
export function SourceQuotes({ sources }: { sources: SourceView[] }) {
  const { openCitation } = useThreadActions();
  return (
    <ul role="list" aria-label="Where this comes from" className={styles.sources}>
      {sources.map((source) => {
        const { kind, title, quote, document_id, start, end } = source;
        return (
          <li key={[kind, title, document_id, start].join("/")}>
            <figure className={styles.source}>
              <figcaption>
                {kind === "document" ? <FileText aria-hidden /> : <MessageSquareQuote aria-hidden />}
                <span>{title}</span>
                {document_id && (
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() => {
                      const place = { start: start ?? 0, end: end ?? start ?? 0, page: null, section: null };
                      openCitation({ document_id, title, quote, score: 0, ...place });
                    }}
                  >
                    Open at the passage
                  </Button>
                )}
              </figcaption>
              <blockquote>{quote}</blockquote>
            </figure>
          </li>
        );
      })}
    </ul>
  );
}
