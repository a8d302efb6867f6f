import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { formatCount } from "@/ui/numbers";
import { Skeleton } from "@/ui/Skeleton";
import { addressOf } from "./address";
import { KINDS } from "./kinds";
import styles from "./Passages.module.css";

type DocumentChunks = components["schemas"]["DocumentChunks"];
type Chunk = components["schemas"]["ChunkView"];
const EACH = 20;

function useChunks({ id, status, chunks, searchable }: DocumentView) {
  return useInfiniteQuery({
    queryKey: ["documents", "chunks", id, status, chunks], // another reading has other passages
    queryFn: ({ pageParam, signal }) =>
      request<DocumentChunks>(`/api/documents/${id}/chunks`, {
        query: { cursor: pageParam, limit: EACH },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: searchable && chunks > 0,
    placeholderData: (before) => before,
  });
}

/** What the index holds of a document, in its order. */
export function Passages({ document }: { document: DocumentView }) {
  const list = useChunks(document);
  if (!document.searchable || document.chunks === 0)
    return <p className={styles.none}>{whyNone(document)}</p>;
  if (list.isPending) return <Skeleton lines={6} label="Loading the passages" />;
  if (list.isError) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  const passages = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;
  return (
    <>
      <ol role="list" aria-label="Passages" className={styles.list}>
        {passages.map((passage) => (
          <Passage key={passage.number} passage={passage} document={document} />
        ))}
      </ol>
      <div className={styles.foot}>
        <p role="status">
          {formatCount(passages.length)} of {formatCount(total)}
        </p>
        {list.hasNextPage && (
          <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </>
  );
}

function Passage({ passage, document }: { passage: Chunk; document: DocumentView }) {
  const { number, page, section, text, start, end } = passage;
  const [one = "page"] = KINDS[document.type]?.part ?? [];
  return (
    <li className={styles.passage}>
      <p className={styles.place}>
        <strong>{number}</strong>
        {page !== null && document.type !== "image" && <span>{`${one} ${String(page)}`}</span>}
        {section && <span>{section}</span>}
        <Link to={addressOf(document.id, { start, end, page })} aria-label={`Show passage ${String(number)}`}>
          Show
        </Link>
      </p>
      <p className={styles.text}>{text}</p>
    </li>
  );
}

function whyNone({ status, type, members }: DocumentView): string {
  if (type === "zip" && members) return "An archive has none itself; each of the files in it has its own.";
  if (status === "failed") return "There are none, because it could not be read.";
  if (status === "ready") return "There are none.";
  return "They appear here when it has been read.";
}
