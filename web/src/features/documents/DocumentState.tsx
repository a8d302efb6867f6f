import { Info, RotateCcw, TriangleAlert } from "lucide-react";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { Progress } from "@/ui/Progress";
import { useReindexing } from "./changes";
import styles from "./DocumentState.module.css";
import { doingOf } from "./stateWords";

const SHOWN = 2; // notices in a list; the details have all of them

/** What there is to know beside the facts: how far it is, what went wrong, what was left out. */
export function DocumentState({ document, notices = SHOWN }: { document: DocumentView; notices?: number }) {
  const doing = doingOf(document);
  if (doing) return <Doing {...doing} document={document} />;
  if (document.status === "failed") return <Failed document={document} />;
  return <NoticeList notices={document.notices} most={notices} />;
}

interface DoingProps {
  words: string;
  fraction: number | null;
  document: DocumentView;
}

function Doing({ words, fraction, document: { title, searchable, members } }: DoingProps) {
  return (
    <div className={styles.doing}>
      <span>{words}</span>
      {fraction !== null && <Progress value={fraction} label={`${words}: ${title}`} />}
      {searchable && !members && (
        <span className={styles.aside}>What was read before can be searched meanwhile.</span>
      )}
    </div>
  );
}

function Failed({ document }: { document: DocumentView }) {
  const reindexing = useReindexing();
  const { error, searchable, title } = document;
  return (
    <div className={styles.failed}>
      <p className={searchable ? styles.warning : styles.error}>
        <TriangleAlert aria-hidden />
        <span>
          <strong>{searchable ? "Could not be read again." : "Could not be read."}</strong>{" "}
          {error ?? "No reason was given."}
          {searchable && " What was read before can still be searched."}
        </span>
      </p>
      <Button
        size="sm"
        icon={<RotateCcw />}
        busy={reindexing.isPending}
        aria-label={`Try again: ${title}`}
        onClick={() => {
          reindexing.mutate([document]);
        }}
      >
        Try again
      </Button>
    </div>
  );
}

function NoticeList({ notices, most }: { notices: readonly string[]; most: number }) {
  const more = notices.length - most;
  if (notices.length === 0) return null;
  return (
    <ul role="list" aria-label="Notices" className={styles.notices}>
      {notices.slice(0, most).map((notice) => (
        <li key={notice}>
          <Info aria-hidden />
          <span>{notice}</span>
        </li>
      ))}
      {more > 0 && <li className={styles.more}>and {more} more, in its details</li>}
    </ul>
  );
}
