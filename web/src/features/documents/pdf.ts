/** pdf.js, loaded when the first PDF is opened; its worker and its assets come from our own address. */
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { TextContent, TextItem } from "pdfjs-dist/types/src/display/api";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

export type Pdf = PDFDocumentProxy;

export const loadPdfJs = () => import("pdfjs-dist/legacy/build/pdf.mjs");

export async function openPdf(data: ArrayBuffer): Promise<Pdf> {
  const { getDocument, GlobalWorkerOptions } = await loadPdfJs();
  GlobalWorkerOptions.workerSrc = workerUrl;
  const assets = `${import.meta.env.BASE_URL}pdfjs/`;
  return getDocument({
    data,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}

/** The items in the order in which the text layer makes one element of each. */
export function itemsOf(content: TextContent): string[] {
  return content.items.filter((item): item is TextItem => "str" in item).map((item) => item.str);
}
