/** What people do with their documents. What can be taken back says so for a while. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import type { DocumentView } from "@/api/types";
import { errorText } from "@/ui/ErrorNotice";
import { counted } from "@/ui/numbers";
import { useToast } from "@/ui/Toast";
import { LIST, patch } from "./listQueries";

type Changed = components["schemas"]["DocumentsChanged"];
type Documents = readonly DocumentView[];
export interface TagChange {
  add: string[];
  remove: string[];
}

export const BIN = ["documents", "bin"];
const MOST = 500; // documents of one call
const AT_ONCE = 5; // requests, where each is for one document
const UNDO_SECONDS = 12;

export function useChangeDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { title?: string; tags?: string[] }) =>
      (await request<{ document: DocumentView }>(`/api/documents/${id}`, { method: "PATCH", body: change }))
        .document,
    onSuccess: (document) => {
      patch(client, document);
      void client.invalidateQueries({ queryKey: LIST });
    },
  });
}

export function useRemoval() {
  const tell = useTell();
  const restoration = useRestoration();
  return useMutation({
    mutationFn: (documents: Documents) => inParts("/api/documents/delete", idsOf(documents)),
    onSuccess: (_, documents) => {
      tell(said(documents, "was deleted", "were deleted"), () => {
        restoration.mutate(documents);
      });
    },
    onError: tell.error,
    onSettled: useReload(),
  });
}

export function useRestoration() {
  const tell = useTell();
  return useMutation({
    mutationFn: (documents: Documents) => inParts("/api/documents/restore", idsOf(documents)),
    onSuccess: (_, documents) => {
      tell(said(documents, "is back, and is being read again", "are back, and are being read again"));
    },
    onError: tell.error,
    onSettled: useReload(),
  });
}

/** The old text can be searched until the new one is whole. */
export function useReindexing() {
  const tell = useTell();
  return useMutation({
    mutationFn: async (documents: Documents) => {
      for (let from = 0; from < documents.length; from += AT_ONCE)
        await Promise.all(documents.slice(from, from + AT_ONCE).map(reindex));
    },
    onSuccess: (_, documents) => {
      tell(said(documents, "is being read again", "are being read again"));
    },
    onError: tell.error,
    onSettled: useReload(),
  });
}

export function useTagging() {
  const tell = useTell();
  const reload = useReload();
  const undo = useMutation({ mutationFn: takeBackTags, onError: tell.error, onSettled: reload });
  return useMutation({
    mutationFn: ({ documents, change }: { documents: Documents; change: TagChange }) =>
      inParts("/api/documents/tags", idsOf(documents), change),
    onSuccess: (_, done) => {
      tell(`The tags of ${counted(done.documents.length, "document")} were changed.`, () => {
        undo.mutate(done);
      });
    },
    onSettled: reload,
  });
}

const reindex = ({ id }: DocumentView) => request(`/api/documents/${id}/reindex`, { method: "POST" });

/** Only where a tag was new, or had been there, so that what was so before stays. */
async function takeBackTags({
  documents,
  change,
}: {
  documents: Documents;
  change: TagChange;
}): Promise<void> {
  for (const tag of change.add) {
    const without = documents.filter(({ tags }) => !tags.includes(tag));
    await inParts("/api/documents/tags", idsOf(without), { remove: [tag] });
  }
  for (const tag of change.remove) {
    const having = documents.filter(({ tags }) => tags.includes(tag));
    await inParts("/api/documents/tags", idsOf(having), { add: [tag] });
  }
}

/** The same call for every few hundred of them. */
async function inParts(path: string, ids: readonly string[], more: object = {}): Promise<void> {
  for (let from = 0; from < ids.length; from += MOST) {
    const body = { documents: ids.slice(from, from + MOST), ...more };
    await request<Changed>(path, { method: "POST", body });
  }
}

function useReload(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: LIST });
    void client.invalidateQueries({ queryKey: BIN });
    void client.invalidateQueries({ queryKey: ["documents", "one"] });
  }, [client]);
}

function useTell() {
  const toast = useToast();
  const tell = (text: string, undo?: () => void) => {
    if (!undo) toast({ text });
    else toast({ text, seconds: UNDO_SECONDS, action: { label: "Undo", onSelect: undo } });
  };
  return Object.assign(tell, {
    error: (error: unknown) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}

const idsOf = (documents: Documents) => documents.map(({ id }) => id);

/** "“Lease.pdf” was deleted.", "3 documents were deleted." */
function said(documents: Documents, one: string, many: string): string {
  const [first, ...others] = documents;
  return first && others.length === 0
    ? `“${first.title}” ${one}.`
    : `${counted(documents.length, "document")} ${many}.`;
}
