import { Ellipsis, PenLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { DocumentView } from "@/api/types";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { Progress } from "@/ui/Progress";
import { formatDay, formatExact } from "@/ui/time";
import { useToast } from "@/ui/Toast";
import { addressOf } from "./address";
import styles from "./DocumentRow.module.css";
import { EditDocumentDialog } from "./EditDocumentDialog";
import { isBusy, useDeleteDocument } from "./listQueries";
import { formatSize } from "./refusal";
import { TypeIcon } from "./TypeIcon";

const DOING: Record<string, string> = {
  queued: "Waiting to be read",
  reading: "Reading",
  indexing: "Making it searchable",
};

export function DocumentRow({ document }: { document: DocumentView }) {
  const clock = useClock();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const close = () => {
    setOpen(null);
  };
  return (
    <li className={styles.row}>
      <TypeIcon type={document.type} name={document.title} />
      <div className={styles.main}>
        <Link to={addressOf(document.id)} className={styles.title}>
          {document.title}
        </Link>
        <p className={styles.facts}>
          {document.status === "failed" && (
            <span>
              <Badge tone="danger">Failed</Badge>
            </span>
          )}
          {factsOf(document).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <time dateTime={document.created_at} title={formatExact(document.created_at, clock)}>
            {formatDay(document.created_at, clock)}
          </time>
        </p>
        {document.tags.length > 0 && (
          <ul role="list" aria-label="Tags" className={styles.tags}>
            {document.tags.map((tag) => (
              <li key={tag}>
                <Badge>{tag}</Badge>
              </li>
            ))}
          </ul>
        )}
        {document.status === "failed" && (
          <p className={styles.error}>{document.error ?? "It could not be read, and no reason was given."}</p>
        )}
        {isBusy(document) && (
          <div className={styles.progress}>
            <span>{DOING[document.status]}…</span>
            <Progress
              value={document.status === "queued" ? null : document.progress}
              label={`${DOING[document.status] ?? ""} ${document.title}`}
            />
          </div>
        )}
      </div>
      <Menu
        label={`Actions for ${document.title}`}
        trigger={<IconButton label={`Actions for ${document.title}`} icon={<Ellipsis />} />}
        items={[
          {
            label: "Rename and tag",
            icon: <PenLine />,
            onSelect: () => {
              setOpen("edit");
            },
          },
          {
            label: "Delete",
            icon: <Trash2 />,
            tone: "danger",
            onSelect: () => {
              setOpen("delete");
            },
          },
        ]}
      />
      <EditDocumentDialog document={document} open={open === "edit"} onClose={close} />
      <DeleteDialog document={document} open={open === "delete"} onClose={close} />
    </li>
  );
}

function factsOf({ type, pages, chunks, size }: DocumentView): string[] {
  return [
    type.toUpperCase(),
    pages ? `${String(pages)} ${pages === 1 ? "page" : "pages"}` : "",
    chunks ? `${String(chunks)} ${chunks === 1 ? "passage" : "passages"}` : "",
    formatSize(size),
  ].filter(Boolean);
}

function DeleteDialog({
  document,
  open,
  onClose,
}: {
  document: DocumentView;
  open: boolean;
  onClose: () => void;
}) {
  const toast = useToast();
  const remove = useDeleteDocument(document.id);
  const confirm = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        toast({ text: `“${document.title}” was deleted.` });
      },
    });
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title="Delete this document?"
      description={`“${document.title}” and everything the assistant knows from it will be gone.`}
      action="Delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
    />
  );
}
