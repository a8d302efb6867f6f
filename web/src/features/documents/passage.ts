/** The cited passage of a document: its quote, cut where pages end, and where those pieces stand in the PDF. */
import { locateQuote, type ItemRange } from "./locate";
import { itemsOf, type Pdf } from "./pdf";
import { CodePoints, type PageSpan, type Span } from "./textBlocks";

export interface PagePart {
  page: number;
  quote: string;
  hint: number; // where on the page it should be, 0 to 1
}

export type Places = ReadonlyMap<number, ItemRange[]>;

/** `text` is the quote itself, from `span.start` on. */
export function partsOf(text: string, span: Span, pages: readonly PageSpan[]): PagePart[] {
  const quote = new CodePoints(text);
  return pages
    .filter((page) => page.start < span.end && page.end > span.start)
    .map((page) => {
      const from = Math.max(span.start, page.start);
      const to = Math.min(span.end, page.end);
      const hint = (from - page.start) / Math.max(1, page.end - page.start);
      return { page: page.page, quote: quote.slice(from - span.start, to - span.start), hint };
    })
    .filter((part) => part.quote.trim() !== "");
}

export async function findPlaces(pdf: Pdf, parts: readonly PagePart[]): Promise<Places> {
  const places = new Map<number, ItemRange[]>();
  for (const part of parts) {
    const found = await findPart(pdf, part);
    if (found) places.set(found.page, found.ranges);
  }
  return places;
}

/** On its own page, else on a neighbour: some files count a cover page, some do not. */
async function findPart(pdf: Pdf, { page, quote, hint }: PagePart) {
  for (const number of [page, page + 1, page - 1]) {
    if (number < 1 || number > pdf.numPages) continue;
    const content = await (await pdf.getPage(number)).getTextContent();
    const ranges = locateQuote(itemsOf(content), quote, number === page ? hint : 0);
    if (ranges) return { page: number, ranges };
  }
  return null;
}
