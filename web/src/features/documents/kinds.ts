/** The kinds of document as people call them. Until one has been read, its name says what it claims to be. */
import {
  AudioLines,
  BookOpen,
  Braces,
  File,
  FileArchive,
  FileCode,
  FileSpreadsheet,
  FileText,
  FileType,
  FileType2,
  Image,
  Mail,
  Presentation,
} from "lucide-react";

export interface Kind {
  words: string;
  icon: typeof File;
  /** Where a page of it has another name. */
  part?: [string, string];
}

export const KINDS: Record<string, Kind> = {
  pdf: { words: "PDF", icon: FileText },
  docx: { words: "Word", icon: FileType2 },
  pptx: { words: "PowerPoint", icon: Presentation, part: ["slide", "slides"] },
  xlsx: { words: "Excel", icon: FileSpreadsheet, part: ["sheet", "sheets"] },
  csv: { words: "CSV", icon: FileSpreadsheet },
  txt: { words: "Text", icon: FileType },
  md: { words: "Markdown", icon: FileType },
  html: { words: "Web page", icon: FileCode },
  eml: { words: "E-mail", icon: Mail, part: ["part", "parts"] },
  epub: { words: "E-book", icon: BookOpen, part: ["chapter", "chapters"] },
  json: { words: "JSON", icon: Braces },
  image: { words: "Picture", icon: Image },
  audio: { words: "Recording", icon: AudioLines },
  zip: { words: "Zip archive", icon: FileArchive },
  odt: { words: "OpenDocument", icon: FileType2 },
  ods: { words: "OpenDocument sheet", icon: FileSpreadsheet, part: ["sheet", "sheets"] },
  xls: { words: "Excel, old kind", icon: FileSpreadsheet, part: ["sheet", "sheets"] },
  rtf: { words: "RTF", icon: FileType2 },
  xml: { words: "XML", icon: FileCode },
  msg: { words: "Outlook e-mail", icon: Mail, part: ["part", "parts"] },
};

const ENDINGS: Record<string, string> = {
  ...Object.fromEntries(
    ["png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff"].map((end) => [end, "image"]),
  ),
  ...Object.fromEntries(["mp3", "wav", "m4a", "ogg", "opus", "flac", "webm"].map((end) => [end, "audio"])),
  htm: "html",
  markdown: "md",
  tsv: "csv",
  ipynb: "json",
  odp: "pptx",
};

export function typeOf({ type, title }: { type: string; title: string }): string {
  if (type) return type;
  const ending = /\.([^.]+)$/.exec(title.toLowerCase())?.[1] ?? "";
  return ENDINGS[ending] ?? ending;
}

/** "24 pages", "1 sheet"; empty for what has none. */
export function pagesInWords(type: string, pages: number | null | undefined): string {
  if (!pages || (type === "image" && pages === 1)) return "";
  const [one, many] = KINDS[type]?.part ?? ["page", "pages"];
  return `${String(pages)} ${pages === 1 ? one : many}`;
}
