import type { Citation } from "./types";

const UNITS: Record<string, string> = {
  pptx: "slide",
  odp: "slide",
  xlsx: "sheet",
  xls: "sheet",
  xlsb: "sheet",
  ods: "sheet",
  eml: "part",
  msg: "part",
  epub: "chapter",
};
const TIME = /^(?:\d+:)?\d{1,2}:\d{2}$/;
const PICTURE = /^(png|jpe?g|gif|webp|bmp)$/; // of one page, which says nothing

/** Where in its document a passage stands, in words: "page 7 · Travel", "slide 3", "at 1:05"; "" when nobody knows. */
export function placeOf({ title, page, section }: Pick<Citation, "title" | "page" | "section">): string {
  const ending = /\.([^.]+)$/.exec(title.toLowerCase())?.[1] ?? "";
  const counted = page && !PICTURE.test(ending) ? `${UNITS[ending] ?? "page"} ${String(page)}` : "";
  const named = section && TIME.test(section) ? `at ${section}` : (section ?? "");
  return [counted, named].filter(Boolean).join(" · ");
}
