import { useQuery } from "@tanstack/react-query";
import { useEffect, type RefObject } from "react";
import { fetchFile } from "./queries";

/** What was uploaded. */
export function useFile(fileId: string) {
  return useQuery({
    queryKey: ["file", fileId],
    queryFn: ({ signal }) => fetchFile(fileId, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** Lets a picture or a player show a file; by its address it could not, for files are given only with a token. */
export function useSource(element: RefObject<HTMLImageElement | HTMLMediaElement | null>, file: Blob): void {
  useEffect(() => {
    const shown = element.current;
    if (!shown) return;
    const url = URL.createObjectURL(file);
    shown.setAttribute("src", url);
    return () => {
      shown.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  }, [element, file]);
}
