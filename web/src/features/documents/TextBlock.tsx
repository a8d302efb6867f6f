import { useEffect, useRef } from "react";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { useBlock } from "./queries";
import { sectionsOf, type Span } from "./textBlocks";
import { TextPart } from "./TextPart";
import styles from "./TextView.module.css";
import { useNear } from "./useNear";

interface TextBlockProps {
  documentId: string;
  block: number;
  estimate: number; // px, until it is drawn
  span: Span | null;
  onMarked: (mark: HTMLElement) => void;
  onTime?: ((title: string) => void) | undefined;
}

export function TextBlock({ documentId, block, estimate, span, onMarked, onTime }: TextBlockProps) {
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
        sectionsOf(block, data, span).map((part, index) => (
          <TextPart key={index} documentId={documentId} type={data.type} part={part} onTime={onTime} />
        ))}
    </div>
  );
}
