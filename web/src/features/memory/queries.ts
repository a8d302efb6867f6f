import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";

type Schemas = components["schemas"];

/** Something the assistant remembers of the person, or offers to. */
export type Fact = Schemas["FactItem"];
export type FactList = Schemas["FactItems"];

const FACTS = ["memory"];

export function useFacts() {
  return useQuery({
    queryKey: FACTS,
    queryFn: ({ signal }) => request<FactList>("/api/memory", { signal }),
    refetchOnWindowFocus: true, // what is said in a chat of another tab comes in, too
  });
}

export function useAddFact(onDone: () => void) {
  return useChange(
    (text: string) => request<Fact>("/api/memory", { method: "POST", body: { text } }),
    onDone,
  );
}

export function useEditFact(id: string, onDone: () => void) {
  return useChange(
    (text: string) => request<Fact>(`/api/memory/${id}`, { method: "PATCH", body: { text } }),
    onDone,
  );
}

export function useKeepFact(id: string) {
  return useTold(() => request<Fact>(`/api/memory/${id}/keep`, { method: "POST" }));
}

export function useForgetFact(id: string) {
  return useTold(() => request<undefined>(`/api/memory/${id}`, { method: "DELETE" }));
}

export function useForgetAll(onDone: () => void) {
  return useChange(() => request<undefined>("/api/memory", { method: "DELETE" }), onDone);
}

/** A change whose place shows what is wrong with it. */
function useChange<T>(change: (value: T) => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: FACTS });
    },
  });
}

/** A change made by one click. */
function useTold(change: () => Promise<unknown>) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
    onSettled: () => client.invalidateQueries({ queryKey: FACTS }),
  });
}
