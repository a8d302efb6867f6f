import { FileQuestion } from "lucide-react";
import { useEffect, useRef } from "react";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { useBlock } from "./queries";
import { TextBlock } from "./TextBlock";
import { BLOCK, blockCount, blockOf, type Span } from "./textBlocks";
import styles from "./TextView.module.css";
import { scrollToChild } from "./scroll";
import { useReveal } from "./useReveal";

interface TextViewProps {
  documentId: string;
  title: string;
  span: Span | null;
  /** A recording's time mark was pressed. */
  onTime?: ((title: string) => void) | undefined;
}

const BLOCK_HEIGHT = BLOCK / 3; // px: about 80 characters to a line of 26 px

export function TextView({ documentId, title, span, onTime }: TextViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = span ? blockOf(span.start) : 0;
  const first = useBlock(documentId, place, true);
  const reveal = useReveal(scroller);
  const length = first.data?.length;
  useEffect(() => {
    if (length !== undefined && place > 0)
      scrollToChild(scroller.current, scroller.current?.children[place] ?? null, "start");
  }, [length, place]);
  return (
    <div
      ref={scroller}
      data-scroller
      role="region"
      aria-label={`Text of ${title}`}
      tabIndex={0}
      className={styles.scroller}
    >
      {first.isPending && <Skeleton lines={8} label="Loading the text" />}
      {first.isError && <ErrorNotice error={first.error} onRetry={() => void first.refetch()} />}
      {length === 0 && (
        <EmptyState icon={<FileQuestion />} title="No text in this document">
          Nothing could be read from it, so the assistant cannot answer from it either.
        </EmptyState>
      )}
      {length !== undefined &&
        length > 0 &&
        Array.from({ length: blockCount(length) }, (_, block) => (
          <TextBlock
            key={block}
            documentId={documentId}
            block={block}
            estimate={BLOCK_HEIGHT}
            span={span}
            onMarked={reveal}
            onTime={onTime}
          />
        ))}
    </div>
  );
}
