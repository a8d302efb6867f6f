import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Progress } from "@/ui/Progress";
import { Skeleton } from "@/ui/Skeleton";
import { FileClock } from "lucide-react";
import { ArchiveView } from "./ArchiveView";
import { AudioView } from "./AudioView";
import styles from "./DocumentPanel.module.css";
import { PdfView } from "./PdfView";
import { PictureView } from "./PictureView";
import { isReadable } from "./queries";
import { Split } from "./Split";
import type { Span } from "./textBlocks";
import { TextView } from "./TextView";
import { usePdf, usePlaces } from "./usePdf";

export type View = "original" | "text";

interface DocumentBodyProps {
  document: DocumentView;
  span: Span | null;
  page: number | undefined;
  view: View | null; // what the person chose; null: what shows the passage best
  onText: () => void;
}

export function DocumentBody({ document, span, page, view, onText }: DocumentBodyProps) {
  const text = <TextView documentId={document.id} title={document.title} span={span} />;
  if (document.type === "pdf" && view !== "text")
    return (
      <Original document={document} span={span} page={page} insist={view === "original"} onText={onText} />
    );
  if (document.type === "zip") return <ArchiveView document={document} />;
  if (!isReadable(document)) return <NotReady document={document} />;
  if (document.type === "audio") return <AudioView document={document} span={span} />;
  if (document.type === "image") return <Split original={<PictureView document={document} />}>{text}</Split>;
  return text;
}

interface OriginalProps extends Pick<DocumentBodyProps, "document" | "span" | "page" | "onText"> {
  insist: boolean;
}

function Original({ document, span, page, insist, onText }: OriginalProps) {
  const pdf = usePdf(document.file_id);
  const opened = pdf.state === "ready" ? pdf.value : null;
  const places = usePlaces(document.id, opened, span);
  const readable = isReadable(document);
  if (pdf.state === "failed")
    return (
      <div className={styles.notice}>
        <ErrorNotice error={pdf.error} onRetry={pdf.retry} />
        {readable && <Button onClick={onText}>Show the text</Button>}
      </div>
    );
  if (!opened || (span && !places)) return <Skeleton lines={10} label="Loading the pages" />;
  if (span && places?.size === 0 && readable && !insist)
    return (
      <Split
        original={<PdfView pdf={opened} title={document.title} places={none} page={page} />}
        hint="The passage cannot be marked on the page itself, so it is marked in the text that was read from it."
      >
        <TextView documentId={document.id} title={document.title} span={span} />
      </Split>
    );
  return (
    <>
      {places && places.size > 0 && (
        <p role="status" className="visually-hidden">
          The cited passage is marked on page {[...places.keys()].join(" and ")}.
        </p>
      )}
      <PdfView pdf={opened} title={document.title} places={places ?? none} page={page} />
    </>
  );
}

const none = new Map<number, never[]>();

function NotReady({ document }: { document: DocumentView }) {
  if (document.status === "failed")
    return (
      <div className={styles.notice}>
        <ErrorNotice
          title="This document could not be read"
          error={document.error ?? "No reason was given."}
        />
      </div>
    );
  return (
    <EmptyState icon={<FileClock />} title="Still being read">
      {document.stage || "Its text appears here when it is ready."}
      <Progress value={document.progress} label={`Reading ${document.title}`} />
    </EmptyState>
  );
}
