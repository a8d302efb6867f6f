/** How much of the space for documents is used, and when to say that it runs out. */
import { counted, formatCount } from "@/ui/numbers";
import type { Usage } from "./listQueries";
import { formatSize } from "./refusal";

const NEAR = 0.8;

export interface Share {
  words: string;
  share: number;
}

export function sharesOf(usage: Usage): Share[] {
  const { documents, bytes, passages, most_documents, most_bytes, most_passages } = usage;
  return [
    {
      words: `${formatCount(documents)} of ${counted(most_documents, "document")}`,
      share: documents / most_documents,
    },
    { words: `${formatSize(bytes)} of ${formatSize(most_bytes)}`, share: bytes / most_bytes },
    {
      words: `${formatCount(passages)} of ${counted(most_passages, "passage")}`,
      share: passages / most_passages,
    },
  ];
}

/** What is used most of. */
export function fullest(usage: Usage): Share {
  return sharesOf(usage).reduce((most, each) => (each.share > most.share ? each : most));
}

/** null while there is room. */
export function warningOf(usage: Usage): string | null {
  const { unfinished, most_unfinished } = usage;
  const { words, share } = fullest(usage);
  if (share >= 1) return `Your space is full: ${words}. Delete what you no longer need before you add more.`;
  if (share >= NEAR) return `Your space is almost full: ${words}.`;
  if (unfinished >= most_unfinished)
    return `${counted(unfinished, "document")} wait to be read, and more cannot be added until some are done.`;
  return null;
}
