import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { ConversationView, Page } from "@/api/types";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

const PAGE = 40;

export function useConversations(query: string) {
  return useInfiniteQuery({
    queryKey: ["conversations", query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<Page<ConversationView>>("/api/conversations", {
        query: { query, limit: PAGE, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData, // the list stays while the next search is under way
  });
}

type Pages = InfiniteData<Page<ConversationView>>;

/** The new name shows at once; when the server refuses it, the old one comes back with a word. */
export function useRenameConversation(id: string) {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  const toast = useToast();
  return useMutation({
    mutationFn: (title: string) =>
      request<ConversationView>(`/api/conversations/${id}`, { method: "PATCH", body: { title } }),
    onMutate: (title) => {
      queryClient.setQueriesData<Pages>(
        { queryKey: ["conversations"] },
        (data) => data && renamed(data, id, title),
      );
    },
    onError: (error) => {
      toast({ text: `Not renamed: ${errorText(error)}`, tone: "danger" });
    },
    onSettled: refresh,
  });
}

function renamed(data: Pages, id: string, title: string): Pages {
  const rename = (each: ConversationView) => (each.id === id ? { ...each, title } : each);
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(rename) })) };
}

export function useDeleteConversation(id: string, onDeleted: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => request<undefined>(`/api/conversations/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      onDeleted();
      return refresh();
    },
  });
}

/** One conversation, as far as it is known. */
export function useConversation(id: string | undefined): ConversationView | undefined {
  const { data } = useQuery({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => request<ConversationView>(`/api/conversations/${id ?? ""}`, { signal }),
    enabled: id !== undefined,
    retry: false, // the messages say what is wrong with the conversation
  });
  return data;
}

export function useRefresh() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["conversations"] }),
      queryClient.invalidateQueries({ queryKey: ["conversation"] }),
    ]);
}
