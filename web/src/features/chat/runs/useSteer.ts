import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { RunView } from "@/api/types";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

interface Steering {
  runId: string;
  /** Steps that are not to be begun. */
  skip?: string[];
  /** Further wishes. */
  text?: string;
}

/** Change a plan while it is carried out. */
export function useSteer() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ runId, ...body }: Steering) =>
      request<RunView>(`/api/runs/${runId}/steer`, { method: "POST", body }),
    onSuccess: ({ conversation_id }) => {
      void client.invalidateQueries({ queryKey: ["messages", conversation_id] });
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}
