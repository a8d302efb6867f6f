/** What can be uploaded, in words: "PDF, Word, pictures or zip archives". */
const KINDS: [string, string[]][] = [
  ["PDF", [".pdf"]],
  ["Word", [".docx", ".odt", ".rtf"]],
  ["PowerPoint", [".pptx", ".odp"]],
  ["Excel", [".xlsx", ".xls", ".ods"]],
  ["CSV", [".csv", ".tsv"]],
  ["text", [".txt", ".md"]],
  ["web pages", [".html", ".htm"]],
  ["JSON", [".json", ".ipynb"]],
  ["e-mails", [".eml", ".msg"]],
  ["e-books", [".epub"]],
  ["pictures", [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"]],
  ["recordings", [".mp3", ".wav", ".m4a", ".ogg", ".flac"]],
  ["zip archives", [".zip"]],
];
const list = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** `endings` are what the server accepts, such as ".pdf". */
export function kindsInWords(endings: readonly string[]): string {
  return list.format(
    KINDS.filter(([, known]) => known.some((ending) => endings.includes(ending))).map(([word]) => word),
  );
}
