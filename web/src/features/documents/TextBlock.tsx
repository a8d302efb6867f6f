import { useEffect, useRef } from "react";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { useBlock } from "./queries";
import { sectionsOf, type Span } from "./textBlocks";
import styles from "./TextView.module.css";
import { useNear } from "./useNear";

interface TextBlockProps {
  documentId: string;
  block: number;
  estimate: number; // px, until it is drawn
  span: Span | null;
  onMarked: (mark: HTMLElement) => void;
}

export function TextBlock({ documentId, block, estimate, span, onMarked }: TextBlockProps) {
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const { data, isError, error, refetch } = useBlock(documentId, block, near);
  const drawn = data !== undefined;
  useEffect(() => {
    const mark = drawn && span ? frame.current?.querySelector("mark") : null;
    if (mark) onMarked(mark);
  }, [drawn, span, onMarked]);
  return (
    <div ref={frame} className={styles.block} style={drawn ? undefined : { minHeight: estimate }}>
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data &&
        sectionsOf(block, data, span).map((section, index) => (
          <section key={index} data-page={section.page ?? undefined}>
            {section.page !== null && <h3 className={styles.page}>Page {section.page}</h3>}
            <p className={styles.text}>
              {section.pieces.map((piece) =>
                piece.marked ? <mark key={piece.offset}>{piece.text}</mark> : piece.text,
              )}
            </p>
          </section>
        ))}
    </div>
  );
}
