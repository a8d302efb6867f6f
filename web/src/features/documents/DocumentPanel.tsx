import { ExternalLink, X } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { IconButton } from "@/ui/IconButton";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { Skeleton } from "@/ui/Skeleton";
import { addressOf } from "./address";
import { DocumentBody, type View } from "./DocumentBody";
import styles from "./DocumentPanel.module.css";
import { Notices } from "./Notices";
import { useWatchedDocument } from "./queries";
import { TypeIcon } from "./TypeIcon";

export interface DocumentPanelProps {
  documentId: string;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  /** With it the panel stands beside something else: it can be closed, and opened on a page of its own. */
  onClose?: () => void;
}

/** A document, scrolled to the passage from `start` to `end` of its text, which is marked. */
export function DocumentPanel({ documentId, start, end, page, onClose }: DocumentPanelProps) {
  const { data: document, isError, error, refetch } = useWatchedDocument(documentId);
  const [chosen, setChosen] = useState<View | null>(null);
  const span = start !== undefined && end !== undefined && end > start ? { start, end } : null;
  const isPdf = document?.type === "pdf";
  return (
    <article className={styles.panel} aria-label={document?.title ?? "Document"}>
      <header className={styles.header}>
        {document && <TypeIcon type={document.type} />}
        <h1 className={styles.title}>{document?.title ?? (isError ? "Document" : "Loading…")}</h1>
        {isPdf && (
          <SegmentedControl
            label="View"
            value={chosen ?? "original"}
            onChange={setChosen}
            options={[
              { value: "original", label: "Original" },
              { value: "text", label: "Text" },
            ]}
          />
        )}
        {onClose && <PanelActions to={addressOf(documentId, { start, end, page })} onClose={onClose} />}
      </header>
      {document && <Notices document={document} />}
      <div className={styles.body}>
        {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!document && !isError && <Skeleton lines={6} label="Loading the document" />}
        {document && (
          <DocumentBody
            key={`${documentId}/${String(start)}/${String(end)}`}
            document={document}
            span={span}
            page={page}
            view={chosen}
            onText={() => {
              setChosen("text");
            }}
          />
        )}
      </div>
    </article>
  );
}

function PanelActions({ to, onClose }: { to: string; onClose: () => void }) {
  return (
    <>
      <Link to={to} className={styles.open} aria-label="Open on its own page" title="Open on its own page">
        <ExternalLink aria-hidden />
      </Link>
      <IconButton label="Close document" icon={<X />} size="sm" onClick={onClose} />
    </>
  );
}
