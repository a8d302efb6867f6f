import { FileSearch, FileText } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { DocumentRow } from "./DocumentRow";
import styles from "./DocumentsPage.module.css";
import { isFiltered, type Filters } from "./filters";
import { ListHead } from "./ListHead";
import { useDocuments } from "./listQueries";
import { SelectionContext, useNewSelection } from "./selection";

interface DocumentsListProps {
  filters: Filters;
  /** Nothing is on its way either. */
  empty: boolean;
  upload: ReactNode;
  onClear: () => void;
}

export function DocumentsList({ filters, empty, upload, onClear }: DocumentsListProps) {
  const list = useDocuments(filters);
  const selection = useNewSelection();
  const { documents, total } = list;
  const inArchives = isFiltered(filters) ? 0 : Math.max(0, (list.first?.usage.documents ?? 0) - total);
  if (list.isPending) return <Skeleton lines={6} label="Loading the documents" />;
  if (list.isError) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (documents.length === 0 && isFiltered(filters)) return <NoneFits onClear={onClear} />;
  if (documents.length === 0) return empty ? <None upload={upload} /> : null;
  return (
    <SelectionContext value={selection}>
      <section
        aria-label="Your documents"
        className={styles.list}
        onKeyDown={(event) => {
          if (event.key === "Escape") selection.clear();
        }}
      >
        <ListHead documents={documents} total={total} inArchives={inArchives} />
        <ul role="list" aria-label="Documents">
          {documents.map((document) => (
            <DocumentRow key={document.id} document={document} />
          ))}
        </ul>
      </section>
      {list.hasNextPage && (
        <Button
          className={styles.more}
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </SelectionContext>
  );
}

function None({ upload }: { upload: ReactNode }) {
  return (
    <EmptyState icon={<FileText />} title="No documents yet" action={upload}>
      Add a manual, a contract or your notes, then ask about it in the chat: the answer shows the passage it
      comes from.
    </EmptyState>
  );
}

function NoneFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<FileSearch />}
      title="No document fits these filters"
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}
