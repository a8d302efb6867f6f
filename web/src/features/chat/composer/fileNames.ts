import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { DocumentView } from "@/api/types";

const uploadedHere = new Map<string, string>(); // file id → name, of this tab: known at once and without asking

export function rememberFileName(id: string, name: string): void {
  uploadedHere.set(id, name);
}

/** Names of attached files, by id. A run stores ids only; the documents made of the files know their names. */
export function useFileNames(ids: string[]): Map<string, string> {
  const unknown = ids.some((id) => !uploadedHere.has(id));
  const { data } = useQuery({
    queryKey: ["documents", "file-names"],
    queryFn: ({ signal }) =>
      request<{ items: DocumentView[] }>("/api/documents", { query: { limit: 200 }, signal }),
    enabled: unknown,
    staleTime: 60_000,
  });
  return new Map([
    ...(data?.items ?? []).map(({ file_id, title }) => [file_id, title] as const),
    ...uploadedHere,
  ]);
}
