import { Trash2 } from "lucide-react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { formatRelative, formatWhen, type Clock } from "@/ui/time";
import { BackLink } from "./BackLink";
import styles from "./BinPage.module.css";
import { useDeleted, type Deleted } from "./binQueries";
import { useRestoration } from "./changes";
import { KINDS, typeOf } from "./kinds";
import { formatSize } from "./refusal";
import { membersInWords } from "./stateWords";
import { TypeIcon } from "./TypeIcon";

/** What was deleted and can still be brought back. */
export function BinPage() {
  return (
    <Page>
      <BackLink />
      <PageHeader
        title="Bin"
        description="What you delete stays here for a while and can be brought back. Then it is gone for good."
      />
      <Bin />
    </Page>
  );
}

function Bin() {
  const bin = useDeleted();
  if (bin.isPending) return <Skeleton lines={4} label="Loading the bin" />;
  if (bin.isError) return <ErrorNotice error={bin.error} onRetry={() => void bin.refetch()} />;
  if (bin.documents.length === 0) return <EmptyState icon={<Trash2 />} title="The bin is empty" />;
  return (
    <>
      <ul role="list" aria-label="Deleted documents" className={styles.list}>
        {bin.documents.map((document) => (
          <DeletedRow key={document.id} document={document} />
        ))}
      </ul>
      {bin.hasNextPage && (
        <Button
          className={styles.more}
          busy={bin.isFetchingNextPage}
          onClick={() => void bin.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}

function DeletedRow({ document }: { document: Deleted }) {
  const clock = useClock();
  const restoration = useRestoration();
  const type = typeOf(document);
  const facts = [
    KINDS[type]?.words ?? type.toUpperCase(),
    membersInWords(document),
    formatSize(document.size),
  ];
  return (
    <li className={styles.row}>
      <TypeIcon type={document.type} name={document.title} />
      <div className={styles.main}>
        <p className={styles.title}>{document.title}</p>
        <p className={styles.facts}>
          {facts.filter(Boolean).join(" · ")} · deleted{" "}
          {formatRelative(past(document.deleted_at, clock), clock)}
        </p>
        <p className={styles.facts}>
          Can be brought back until{" "}
          <time dateTime={document.restorable_until}>{formatWhen(document.restorable_until, clock)}</time>
        </p>
      </div>
      <Button
        size="sm"
        busy={restoration.isPending}
        aria-label={`Bring back ${document.title}`}
        onClick={() => {
          restoration.mutate([document]);
        }}
      >
        Bring back
      </Button>
    </li>
  );
}

/** The page's clock moves in steps, so what was deleted a moment ago seems to lie ahead of it. */
function past(moment: string, { now }: Clock): string {
  return new Date(Math.min(Date.parse(moment), now.getTime())).toISOString();
}
