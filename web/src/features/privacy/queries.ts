import { useMutation, useQuery } from "@tanstack/react-query";
import { authorized, request } from "@/api/client";
import { errorOf } from "@/api/errors";
import type { components } from "@/api/schema.gen";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

type Kept = components["schemas"]["KeptOfYou"];

export function useKept() {
  return useQuery({
    queryKey: ["kept-of-me"],
    queryFn: ({ signal }) => request<Kept>("/api/me/data", { signal }),
    select: ({ items }) => items,
  });
}

/** Saves the zip. A link cannot: it would not send who is asking. */
export function useExport() {
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      const response = await authorized("/api/me/export");
      if (!response.ok) throw await errorOf(response);
      const day = new Date().toISOString().slice(0, 10);
      const address = URL.createObjectURL(await response.blob());
      Object.assign(document.createElement("a"), {
        href: address,
        download: `assistant-export-${day}.zip`,
      }).click();
      setTimeout(URL.revokeObjectURL, 60_000, address);
    },
    onSuccess: () => {
      toast({ text: "Your export is saved." });
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}
