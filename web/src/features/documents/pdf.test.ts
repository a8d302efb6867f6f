import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { markRanges } from "./drawPage";
import { findPlaces } from "./passage";
import { itemsOf, loadPdfJs, type Pdf } from "./pdf";

/** A PDF of which each page has the given lines. */
function pdfOf(pages: string[][]): Uint8Array {
  const kids = pages.map((_, page) => `${String(4 + page * 2)} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap((lines, page) => {
      const text = lines.map((line) => `(${line}) Tj T*`).join(" ");
      const stream = `BT /F1 12 Tf 14 TL 72 720 Td ${text} ET`;
      const content = `${String(5 + page * 2)} 0 R`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} >>`,
        `<< /Length ${String(stream.length)} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  const body = objects.map((object, index) => `${String(index + 1)} 0 obj\n${object}\nendobj\n`).join("");
  return new TextEncoder().encode(
    `%PDF-1.4\n${body}trailer << /Root 1 0 R /Size ${String(objects.length + 1)} >>\n%%EOF`,
  );
}

async function open(pages: string[][]): Promise<Pdf> {
  const { getDocument, GlobalWorkerOptions } = await loadPdfJs();
  GlobalWorkerOptions.workerSrc = pathToFileURL("node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs").href;
  return getDocument({ data: pdfOf(pages), verbosity: 0 }).promise;
}

const PAGES = [
  ["Cover page of the manual."],
  [
    "The pump must be inspected by an installer. The war-",
    "ranty covers parts and labour for five years",
    "from the first day. Nothing else.",
  ],
];

async function marked(pdf: Pdf, places: Awaited<ReturnType<typeof findPlaces>>): Promise<[number, string][]> {
  const found: [number, string][] = [];
  for (const [page, ranges] of places) {
    const items = itemsOf(await (await pdf.getPage(page)).getTextContent());
    const elements = items.map((item) =>
      Object.assign(document.createElement("span"), { textContent: item }),
    );
    markRanges(elements, ranges);
    const marks = elements.flatMap((element) => [...element.querySelectorAll("mark")]);
    found.push([page, marks.map((mark) => mark.textContent).join("|")]);
  }
  return found;
}

describe("a passage in a real PDF", () => {
  const quote = "The warranty covers parts and labour for five years from the first day.";

  it("is found on its page, over lines and a hyphen, and marked there", async () => {
    const pdf = await open(PAGES);
    const places = await findPlaces(pdf, [{ page: 2, quote, hint: 0.4 }]);
    expect(await marked(pdf, places)).toEqual([
      [2, "The war|ranty covers parts and labour for five years|from the first day"],
    ]);
  });

  it("is found on the next page when the file counts a cover", async () => {
    const pdf = await open(PAGES);
    expect([...(await findPlaces(pdf, [{ page: 1, quote, hint: 0 }])).keys()]).toEqual([2]);
  });

  it("is nowhere when the file says something else", async () => {
    const pdf = await open(PAGES);
    const part = { page: 2, quote: "A different sentence that nobody ever printed here.", hint: 0 };
    expect((await findPlaces(pdf, [part])).size).toBe(0);
  });
});
