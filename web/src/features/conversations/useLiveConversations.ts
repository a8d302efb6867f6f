import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { live } from "@/api/live";
import { useLive } from "@/api/useLive";
import { useRefresh } from "./queries";

/** Keeps the list, and the messages of conversations that go on elsewhere, as the server has them. */
export function useLiveConversations(): void {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  useLive("conversation", () => void refresh());
  useLive("run", ({ conversation_id }) => {
    void refresh();
    void queryClient.invalidateQueries({ queryKey: ["messages", conversation_id] });
  });
  useEffect(() => live.onReconnect(() => void queryClient.invalidateQueries()), [queryClient]);
}
