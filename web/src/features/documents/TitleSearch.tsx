import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/client";
import { DocumentRow } from "./DocumentRow";
import type { Filters } from "./filters";
import { LIST, type DocumentList } from "./listQueries";
import styles from "./TitleSearch.module.css";

const MOST = 5;

interface TitleSearchProps {
  query: string;
  filters: Filters;
}

/** The documents whose title or tags hold the words; nothing where there are none. */
export function TitleSearch({ query, filters: { type, status, tags } }: TitleSearchProps) {
  const { data } = useQuery({
    queryKey: [...LIST, "titles", query, type, status, tags],
    queryFn: ({ signal }) =>
      request<DocumentList>("/api/documents", {
        query: { query, type, status, tag: tags, limit: MOST },
        signal,
      }),
  });
  if (!data?.items.length) return null;
  const more = data.total - data.items.length;
  return (
    <section aria-label="Documents found by name" className={styles.titles}>
      <ul role="list">
        {data.items.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{more} more have this in their name</p>}
    </section>
  );
}
