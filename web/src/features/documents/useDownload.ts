import { useMutation } from "@tanstack/react-query";
import type { DocumentView } from "@/api/types";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import { fetchFile } from "./queries";

/** Saves the file as it was uploaded. A link cannot: it would not send who is asking. */
export function useDownload() {
  const toast = useToast();
  return useMutation({
    mutationFn: async ({ file_id, title }: DocumentView) => {
      const address = URL.createObjectURL(await fetchFile(file_id));
      Object.assign(document.createElement("a"), { href: address, download: title }).click();
      setTimeout(URL.revokeObjectURL, 60_000, address);
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}
