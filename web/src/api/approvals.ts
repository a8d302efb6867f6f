import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "./client";
import { live } from "./live";
import { useLive } from "./useLive";

/** What the page needs of something that waits for the person's word. */
export interface PendingApproval {
  id: string;
  conversation_id: string;
  kind: "step" | "plan" | "unknown";
  title: string;
  reasons: string[];
  expires_at: string;
}

const KEY = ["approvals"];

/** What waits for the person's word, in all conversations; kept up to date while something shows it. */
export function usePendingApprovals() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: KEY });
  useLive("run", refresh); // a run waits, or goes on
  useLive("approval", refresh); // one of several was answered
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<{ items: PendingApproval[] }>("/api/approvals", { signal }),
    select: ({ items }) => items,
  });
}
