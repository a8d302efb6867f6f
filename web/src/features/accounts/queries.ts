import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { useLive } from "@/api/useLive";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

type Schemas = components["schemas"];

/** An account on another platform that is the person's. */
export type LinkedAccount = Schemas["LinkView"];
export type LinkCode = Schemas["LinkCode"];
export type Platform = Schemas["PlatformView"];
type LinkList = Schemas["LinkList"];

const LINKS = ["links"];

export function useLinks() {
  const client = useQueryClient();
  useLive("notification", ({ link }) => {
    if (link === "/settings/accounts") void client.invalidateQueries({ queryKey: LINKS }); // linked or unlinked there
  });
  return useQuery({
    queryKey: LINKS,
    queryFn: ({ signal }) => request<LinkList>("/api/links", { signal }),
  });
}

export function useMakeCode() {
  return useMutation({
    mutationFn: () => request<LinkCode>("/api/links/codes", { method: "POST" }),
  });
}

/** The switch moves at once; when the server refuses, it moves back with a word. */
export function useSetNotify() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ id, notify }: { id: string; notify: boolean }) =>
      request<LinkedAccount>(address(id), { method: "PATCH", body: { notify } }),
    onMutate: ({ id, notify }) => {
      client.setQueryData<LinkList>(LINKS, (data) => data && changed(data, id, notify));
    },
    onError: (error) => {
      toast({ text: `That was not saved: ${errorText(error)}`, tone: "danger" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: LINKS }),
  });
}

export function useUnlink(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<undefined>(address(id), { method: "DELETE" }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: LINKS });
    },
  });
}

function changed(data: LinkList, id: string, notify: boolean): LinkList {
  return { ...data, items: data.items.map((each) => (each.id === id ? { ...each, notify } : each)) };
}

function address(id: string): string {
  return `/api/links/${encodeURIComponent(id)}`;
}
