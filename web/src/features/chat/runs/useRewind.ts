import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { useTurnStore } from "./TurnStoreContext";

type Rewound = components["schemas"]["RewindView"];

/** Take a conversation back to before the first of `runIds`; the others are all that come after it. */
export function useRewind(conversationId: string | undefined) {
  const client = useQueryClient();
  const store = useTurnStore();
  return useMutation({
    mutationFn: ({ runIds, undo }: { runIds: string[]; undo: boolean }) =>
      request<Rewound>(`/api/conversations/${conversationId ?? ""}/rewind`, {
        method: "POST",
        body: { run_id: runIds[0], undo },
      }),
    onSuccess: async (_, { runIds }) => {
      await client.invalidateQueries({ queryKey: ["messages", conversationId] });
      store.forget(new Set(runIds));
      void client.invalidateQueries({ queryKey: ["effects"] });
      void client.invalidateQueries({ queryKey: ["approvals"] });
      void client.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}
