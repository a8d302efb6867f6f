import { useQuery } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { Link } from "react-router";
import { request } from "@/api/client";
import type { DocumentView, Page } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { addressOf } from "./address";
import styles from "./ArchiveView.module.css";
import { TypeIcon } from "./TypeIcon";

const MOST = 200; // of one answer

/** The documents that came in an archive. */
export function ArchiveView({ document }: { document: DocumentView }) {
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ["documents", "members", document.id, document.members],
    queryFn: ({ signal }) =>
      request<Page<DocumentView> & { total: number }>("/api/documents", {
        query: { archive: document.id, limit: MOST },
        signal,
      }),
  });
  if (isPending) return <Skeleton lines={5} label="Loading the files" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return <EmptyState icon={<FileArchive />} title="Nothing in it could be taken in" />;
  return (
    <div className={styles.scroller}>
      <ul role="list" aria-label={`Files in ${document.title}`} className={styles.list}>
        {data.items.map((member) => (
          <li key={member.id}>
            <Link to={addressOf(member.id)} className={styles.file}>
              <TypeIcon type={member.type} name={member.title} />
              <span className={styles.name}>{nameIn(member.title)}</span>
              <span className={styles.state}>{stateOf(member)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data.total > data.items.length && (
        <p className={styles.more}>and {data.total - data.items.length} more, in the list of documents</p>
      )}
    </div>
  );
}

/** "letters.zip › march/1.pdf" → "march/1.pdf" */
function nameIn(title: string): string {
  return title.split(" › ").slice(1).join(" › ") || title;
}

function stateOf({ status, stage, error }: DocumentView): string {
  if (status === "ready") return "";
  return status === "failed" ? (error ?? "It could not be read.") : stage || "Waiting";
}
