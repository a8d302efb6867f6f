import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import { live } from "@/api/live";
import type { NotificationView, Page } from "@/api/types";

type List = Page<NotificationView>;
const KEY = ["notifications"];
const UNREAD = [...KEY, "unread"];
const RECENT = [...KEY, "recent"];
const SHOWN = 30;
const COUNTED = 100;

const load =
  (unread: boolean, limit: number) =>
  ({ signal }: { signal: AbortSignal }) =>
    request<List>("/api/notifications", { query: { ...(unread ? { unread } : {}), limit }, signal });

export function useUnread(): number {
  const { data } = useQuery({ queryKey: UNREAD, queryFn: load(true, COUNTED) });
  const client = useQueryClient();
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return data?.items.length ?? 0;
}

export const useRecent = () => useQuery({ queryKey: RECENT, queryFn: load(false, SHOWN) });

/** One that has just been pushed. */
export function receive(client: QueryClient, pushed: Omit<NotificationView, "read_at">): void {
  const notification = { ...pushed, read_at: null };
  client.setQueriesData<List>({ queryKey: KEY }, (list) =>
    list && !list.items.some(({ id }) => id === pushed.id)
      ? { ...list, items: [notification, ...list.items] }
      : list,
  );
  void client.invalidateQueries({ queryKey: KEY });
}

/** Presses a button below a notification, by its place. The server does it once. */
export function usePress(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (place: number) =>
      request<{ text: string }>(`/api/notifications/${id}/actions/${String(place)}`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await request<undefined>(`/api/notifications/${id}/read`, { method: "POST" });
    },
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: KEY });
      const at = new Date().toISOString();
      client.setQueryData<List>(
        UNREAD,
        (list) => list && { ...list, items: list.items.filter(({ id }) => !ids.includes(id)) },
      );
      client.setQueryData<List>(
        RECENT,
        (list) =>
          list && {
            ...list,
            items: list.items.map((item) => (ids.includes(item.id) ? { ...item, read_at: at } : item)),
          },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
