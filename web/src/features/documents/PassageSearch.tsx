import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { Link } from "react-router";
import { placeOf, readable } from "@/api/citationPlace";
import { request } from "@/api/client";
import type { Citation } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { addressOf } from "./address";
import type { Filters } from "./filters";
import { highlight } from "./highlight";
import styles from "./PassageSearch.module.css";
import { whyAddress } from "./why/address";

const MOST = 12;

interface PassageSearchProps {
  query: string;
  filters: Pick<Filters, "type" | "tags">;
}

/** The passages that are nearest to the query, of all documents that the filters let through. */
export function PassageSearch({ query, filters: { type, tags } }: PassageSearchProps) {
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: ["documents", "search", query, type, tags],
    queryFn: async ({ signal }) => {
      const body = { query, num_results: MOST, filters: { type, tags } };
      const found = await request<{ citations: Citation[] }>("/api/documents/search", {
        method: "POST",
        body,
        signal,
      });
      return found.citations;
    },
  });
  if (isPending) return <Skeleton lines={6} label="Searching" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const why = <Link to={whyAddress({ question: query, type, tags })}>Why not found?</Link>;
  if (data.length === 0)
    return (
      <EmptyState icon={<SearchX />} title="Nothing found" action={why}>
        No passage of your documents is about “{query}”. Try other words.
      </EmptyState>
    );
  return (
    <section aria-label="Passages found">
      <p className={styles.count}>
        <span role="status">
          {data.length === 1 ? "1 passage" : `${String(data.length)} passages`}, best first
        </span>
        <span>Not among them? {why}</span>
      </p>
      <ol role="list" className={styles.list}>
        {data.map((passage) => (
          <li key={`${passage.document_id}/${String(passage.start)}`}>
            <Passage passage={passage} query={query} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Passage({ passage, query }: { passage: Citation; query: string }) {
  const { document_id, title, quote } = passage;
  const place = placeOf(passage);
  return (
    <Link to={addressOf(document_id, passage)} className={styles.passage}>
      <span className={styles.source}>
        <strong>{title}</strong>
        {place && <span>{place}</span>}
      </span>
      <span className={styles.quote}>
        {highlight(readable(quote), query).map((fragment, index) =>
          fragment.hit ? <mark key={index}>{fragment.text}</mark> : fragment.text,
        )}
      </span>
    </Link>
  );
}
