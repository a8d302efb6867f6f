import { useInfiniteQuery } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { BIN } from "./changes";

type DeletedList = components["schemas"]["DeletedList"];
export type Deleted = components["schemas"]["DeletedView"];

/** The newest deletion first. What came in a deleted archive comes back with it, so it is not shown beside it. */
export function useDeleted() {
  const list = useInfiniteQuery({
    queryKey: BIN,
    queryFn: ({ pageParam, signal }) =>
      request<DeletedList>("/api/documents/deleted", { query: { cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = new Set(all.map(({ id }) => id));
  return { ...list, documents: all.filter(({ archive }) => !archive || !ids.has(archive)) };
}
