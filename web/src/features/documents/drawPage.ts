/** One page of a PDF on the screen: the picture, the selectable text over it, and the cited passage in that text. */
import type { RenderTask } from "pdfjs-dist";
import { loadPdfJs, type Pdf } from "./pdf";
import type { ItemRange } from "./locate";

export interface Size {
  width: number;
  height: number;
}

interface Drawing {
  size: Promise<Size>;
  done: Promise<HTMLElement | null>; // the first element of the passage, if the page has it
  cancel: () => void;
}

interface Request {
  pdf: Pdf;
  number: number;
  scale: number;
  ranges: ItemRange[] | undefined;
  surface: HTMLElement;
  text: HTMLElement;
}

const MOST_PIXELS = 16_000_000; // above this phones refuse a canvas

export function drawPage(request: Request): Drawing {
  const { pdf, number } = request;
  const stop = new AbortController();
  const page = pdf.getPage(number);
  const size = page.then((loaded) => {
    const { width, height } = loaded.getViewport({ scale: 1 });
    return { width, height };
  });
  const done = Promise.all([paint(page, request, stop.signal), write(page, request, stop.signal)]);
  return {
    size,
    done: done.then(([, mark]) => mark),
    cancel: () => {
      stop.abort();
    },
  };
}

async function paint(page: ReturnType<Pdf["getPage"]>, { scale, surface }: Request, signal: AbortSignal) {
  const loaded = await page;
  if (signal.aborted) return;
  const plain = loaded.getViewport({ scale });
  const sharp = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (plain.width * plain.height)));
  const viewport = loaded.getViewport({ scale: scale * sharp });
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task: RenderTask = loaded.render({ canvas, viewport });
  signal.addEventListener("abort", () => {
    task.cancel();
  });
  await task.promise;
  if (!signal.aborted) surface.replaceChildren(canvas); // the old picture stays, stretched, until the new one is done
}

async function write(page: ReturnType<Pdf["getPage"]>, request: Request, signal: AbortSignal) {
  const [{ TextLayer }, loaded] = await Promise.all([loadPdfJs(), page]);
  const content = await loaded.getTextContent();
  if (signal.aborted) return null;
  const container = document.createElement("div");
  container.className = "textLayer";
  const layer = new TextLayer({
    textContentSource: content,
    container,
    viewport: loaded.getViewport({ scale: request.scale }),
  });
  request.text.style.setProperty("--total-scale-factor", String(request.scale));
  await layer.render();
  const mark = markRanges(layer.textDivs, request.ranges ?? []);
  if (signal.aborted) return null;
  request.text.replaceChildren(container);
  return mark;
}

/** Wraps the ranges in `<mark>`; returns the first one. */
export function markRanges(
  elements: readonly HTMLElement[],
  ranges: readonly ItemRange[],
): HTMLElement | null {
  const marks = ranges.flatMap(({ item, from, to }) => {
    const element = elements[item];
    const text = element?.textContent;
    if (!element || !text) return [];
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    element.replaceChildren(text.slice(0, from), mark, text.slice(to));
    return [mark];
  });
  return marks[0] ?? null;
}
