const SLIDES = ["pptx", "odp"];
const ONE_PAGED = ["image"]; // the first page of a picture is the picture

/** The heading of a page: a sheet's or a part's name, "Slide 3", "Page 3"; "" where it says nothing. */
export function pageLabel(type: string, page: number, name = ""): string {
  if (name) return name;
  if (ONE_PAGED.includes(type) && page === 1) return "";
  return `${SLIDES.includes(type) ? "Slide" : type === "epub" ? "Part" : "Page"} ${String(page)}`;
}
