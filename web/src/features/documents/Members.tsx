import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { DocumentRow } from "./DocumentRow";
import { useMembers } from "./listQueries";
import styles from "./Members.module.css";

/** The documents that came in an archive. */
export function Members({ id, archive }: { id: string; archive: DocumentView }) {
  const members = useMembers(archive.id);
  return (
    <div id={id} className={styles.members}>
      {members.isPending && <Skeleton lines={3} label="Loading the files" />}
      {members.isError && <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />}
      <ul role="list" aria-label={`Files in ${archive.title}`}>
        {members.documents.map((document) => (
          <DocumentRow key={document.id} document={document} within={archive} />
        ))}
      </ul>
      {members.hasNextPage && (
        <Button
          size="sm"
          className={styles.more}
          busy={members.isFetchingNextPage}
          onClick={() => void members.fetchNextPage()}
        >
          Show more files
        </Button>
      )}
    </div>
  );
}
