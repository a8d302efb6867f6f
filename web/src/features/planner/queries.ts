import { useQuery, useQueryClient, type QueryKey, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import { live } from "@/api/live";
import { useLive } from "@/api/useLive";
import type { CalendarEvent, Items, Kind, List, Note, Reminder, Task } from "./types";

const PATHS: Record<Kind, string> = {
  task: "/api/tasks",
  note: "/api/notes",
  reminder: "/api/reminders",
  event: "/api/events",
};

export const pathOf = (kind: Kind, id?: string) => (id ? `${PATHS[kind]}/${id}` : PATHS[kind]);
export const keyOf = (kind: Kind): QueryKey => ["planner", kind];

function useList<K extends Kind>(
  kind: K,
  query: Record<string, string | number>,
): UseQueryResult<List<Items[K]>> {
  return useQuery({
    queryKey: [...keyOf(kind), query],
    queryFn: ({ signal }) => request<List<Items[K]>>(pathOf(kind), { query, signal }),
    placeholderData: (before) => before,
  });
}

export const useTasks = (status: Task["status"]): UseQueryResult<List<Task>> =>
  useList("task", { status, limit: 200 });

export const useReminders = (status: Reminder["status"]): UseQueryResult<List<Reminder>> =>
  useList("reminder", { status, limit: 200 });

export const useNotes = (): UseQueryResult<List<Note>> => useList("note", { limit: 200 });

export const useEvents = (start: string, end: string): UseQueryResult<List<CalendarEvent>> =>
  useList("event", { start, end, limit: 500 });

/** Read again what changed elsewhere: in the chat, in another tab, or by a reminder that came due. */
export function usePlannerUpdates(): void {
  const client = useQueryClient();
  useLive("planner", ({ kind }) => void client.invalidateQueries({ queryKey: keyOf(kind) }));
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: ["planner"] })), [client]);
}
