import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "./client";
import { live } from "./live";
import type { ApprovalView } from "./types";
import { useLive } from "./useLive";

const KEY = ["approvals"];

/** What waits for the person's word, in all conversations; kept up to date while something shows it. */
export function usePendingApprovals() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: KEY });
  useLive("run", refresh); // one that waits, or goes on
  useLive("approval", refresh);
  useLive("approval", refresh); // one of several was answered
  useEffect(() => live.onReconnect(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<{ items: ApprovalView[] }>("/api/approvals", { signal }),
    select: ({ items }) => items,
  });
}
