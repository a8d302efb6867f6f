import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchFile } from "./queries";

/** An address of the uploaded file that a picture or a player can show; files are given only with a token. */
export function useFileUrl(fileId: string) {
  const file = useQuery({
    queryKey: ["file", fileId],
    queryFn: ({ signal }) => fetchFile(fileId, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const blob = file.data;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(null);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return { url, error: file.error, retry: () => void file.refetch() };
}
