import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authorized, request } from "@/api/client";
import { errorOf } from "@/api/errors";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import type { Choice, GroupReport, GroupView, Period } from "./types";

const LIST = ["groups"] as const;
const place = (id: string) => `/api/activity/groups/${id}`;

export const useGroups = () =>
  useQuery({
    queryKey: [...LIST, "list"],
    queryFn: ({ signal }) => request<{ items: GroupView[] }>("/api/activity/groups", { signal }),
    refetchOnMount: "always",
  });

export const useReport = (id: string, period: Period) =>
  useQuery({
    queryKey: [...LIST, "report", id, period],
    queryFn: ({ signal }) => request<GroupReport>(`${place(id)}/report`, { query: { period }, signal }),
    placeholderData: (before) => before,
  });

/** Figures are without somebody at once when they opt out, so everything is read again. */
export function useChoice({ id }: GroupView) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (choice: Choice) =>
      request<{ group: GroupView }>(`${place(id)}/me`, { method: "PATCH", body: choice }),
    onSettled: () => client.invalidateQueries({ queryKey: LIST }),
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}

/** Saves the workbook. A link cannot: it would not send who is asking. */
export function useWorkbook({ id, title }: Pick<GroupView, "id" | "title">) {
  const toast = useToast();
  return useMutation({
    mutationFn: async (period: Period) => {
      const response = await authorized(`${place(id)}/workbook`, { query: { period } });
      if (!response.ok) throw await errorOf(response);
      const address = URL.createObjectURL(await response.blob());
      const download = nameOf(response.headers.get("Content-Disposition")) ?? `${title}.xlsx`;
      Object.assign(document.createElement("a"), { href: address, download }).click();
      setTimeout(URL.revokeObjectURL, 60_000, address);
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}

function nameOf(disposition: string | null): string | undefined {
  const encoded = disposition?.split("filename*=UTF-8''")[1];
  return encoded && decodeURIComponent(encoded);
}
