import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import type { DocumentView, Page } from "@/api/types";

type Schemas = components["schemas"];
export type Explained = Schemas["Explained"];
export type Sentence = Schemas["SentenceView"];
export type Passage = Schemas["PassageView"];
export type Case = Schemas["CaseView"];
export type Checked = Schemas["CasesChecked"];

export interface Asked {
  question: string;
  /** Only this document was searched: its id or title. */
  within?: string | undefined;
  type?: string | undefined;
  tags?: string[] | undefined;
}

const CASES = ["documents", "cases"];

/** `expected`: id of the document in which the answer stands. */
export function useExplained({ question, within = "", type = "", tags = [] }: Asked, expected: string) {
  const filters = { document: within, type, tags };
  return useQuery({
    queryKey: ["documents", "explain", question, filters, expected],
    queryFn: ({ signal }) =>
      request<Explained>("/api/documents/explain", {
        method: "POST",
        body: { query: question, document: expected, filters },
        signal,
      }),
    placeholderData: (before) => before,
  });
}

/** Where an answer can stand. */
export function useTitles() {
  return useQuery({
    queryKey: ["documents", "titles"],
    queryFn: async ({ signal }) => {
      const query = { limit: 200 };
      const { items } = await request<Page<DocumentView>>("/api/documents", { query, signal });
      return items.filter(({ type }) => type !== "zip").map(({ id, title }) => ({ id, title }));
    },
  });
}

export interface NewCase {
  question: string;
  document: string;
  passages: { start: number; end: number }[];
}

export function useKeepCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewCase) =>
      request<{ case: Case; text: string }>("/api/documents/cases", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: CASES }),
  });
}

export function useCases() {
  const list = useInfiniteQuery({
    queryKey: CASES,
    queryFn: ({ pageParam, signal }) =>
      request<Page<Case> & { total: number }>("/api/documents/cases", {
        query: { cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  return { ...list, cases: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

export function useDeleteCase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>(`/api/documents/cases/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: CASES }),
  });
}

export function useCheckCases() {
  return useMutation({
    mutationFn: () => request<Checked>("/api/documents/cases/check", { method: "POST", body: {} }),
  });
}
