import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { DocumentView } from "@/api/types";
import { useLive } from "@/api/useLive";

const POLL = 3000; // ms; the socket is faster, this is for when it is down

/** A document as it is read and indexed, told by the socket, else by asking. */
export function useDocumentStatus(document: DocumentView | null): DocumentView | null {
  const queryClient = useQueryClient();
  const id = document?.id ?? "";
  const key = ["document-status", id];
  useLive("document", (news) => {
    if (news.id === id) queryClient.setQueryData(key, news);
  });
  const { data } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await request<{ document: DocumentView }>(`/api/documents/${id}`, { signal })).document,
    enabled: document !== null,
    ...(document ? { initialData: document } : {}),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : POLL),
  });
  return data ?? document;
}

function isSettled({ status }: DocumentView): boolean {
  return status === "ready" || status === "failed";
}
