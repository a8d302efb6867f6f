import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { findPlaces, partsOf, type Places } from "./passage";
import { openPdf, type Pdf } from "./pdf";
import { fetchFile, useQuote } from "./queries";
import type { Span } from "./textBlocks";

export type Loaded<T> =
  { state: "loading" } | { state: "failed"; error: unknown } | { state: "ready"; value: T };

/** The opened file; its worker's memory is freed when the viewer goes. */
export function usePdf(fileId: string): Loaded<Pdf> & { retry: () => void } {
  const file = useQuery({
    queryKey: ["file", fileId],
    queryFn: ({ signal }) => fetchFile(fileId, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const [opened, setOpened] = useState<Loaded<Pdf>>({ state: "loading" });
  const blob = file.data;
  useEffect(() => {
    if (!blob) return;
    const opening = blob.arrayBuffer().then(openPdf);
    let gone = false;
    opening.then(
      (value) => {
        if (!gone) setOpened({ state: "ready", value });
      },
      (error: unknown) => {
        if (!gone) setOpened({ state: "failed", error: readable(error) });
      },
    );
    return () => {
      gone = true;
      setOpened({ state: "loading" });
      void opening.then((pdf) => pdf.destroy()).catch(() => undefined);
    };
  }, [blob]);
  const retry = () => void file.refetch();
  return file.isError ? { state: "failed", error: file.error, retry } : { ...opened, retry };
}

function readable(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException")
    return "This PDF is protected with a password, so it cannot be shown here.";
  return "This PDF is damaged, so its pages cannot be shown. Its text may still be readable.";
}

/** Where the passage stands in the PDF; an empty map: nowhere that can be found. */
export function usePlaces(id: string, pdf: Pdf | null, span: Span | null): Places | null {
  const quote = useQuote(id, span);
  const [found, setFound] = useState<{ key: string; places: Places } | null>(null);
  const key = span ? `${id}/${String(span.start)}/${String(span.end)}` : "";
  const data = quote.data;
  const failed = quote.isError;
  useEffect(() => {
    if (!pdf || !span || (!data && !failed)) return;
    let gone = false;
    const parts = data ? partsOf(data.text, span, data.pages) : [];
    void findPlaces(pdf, parts)
      .catch(() => new Map() as Places)
      .then((places) => {
        if (!gone) setFound({ key, places });
      });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the span
  }, [pdf, data, failed, key]);
  return found?.key === key ? found.places : null;
}
