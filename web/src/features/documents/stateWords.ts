/** How far a document is, in words. */
import type { DocumentView } from "@/api/types";
import { counted } from "@/ui/numbers";
import { isBusy } from "./listQueries";

export interface Doing {
  words: string;
  /** null: it waits its turn, which no bar shows. */
  fraction: number | null;
}

const FALLBACK: Record<string, string> = {
  queued: "Waiting",
  reading: "Reading",
  indexing: "Making it searchable",
};

/** null when it is done. */
export function doingOf(document: DocumentView): Doing | null {
  if (!isBusy(document)) return null;
  const { status, members, progress } = document;
  if (members && status === "ready")
    return {
      words: `${String(members.total - members.waiting)} of ${counted(members.total, "file")} read`,
      fraction: (members.total - members.waiting) / members.total,
    };
  const words = document.stage || (FALLBACK[status] ?? "");
  return { words, fraction: status === "queued" ? null : progress };
}

/** What became of the files in an archive: "4 files: 3 ready, 1 failed". */
export function membersInWords({ members }: DocumentView): string {
  if (!members?.total) return "";
  const { total, ready, failed, waiting } = members;
  const parts = [
    failed || waiting ? `${String(ready)} ready` : "",
    waiting ? `${String(waiting)} being read` : "",
    failed ? `${String(failed)} failed` : "",
  ].filter(Boolean);
  return `${counted(total, "file")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}
