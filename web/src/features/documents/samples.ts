/** For tests. */
import type { DocumentView } from "@/api/types";
import type { DocumentList, Usage } from "./listQueries";

export const document = (over: Partial<DocumentView> = {}): DocumentView => ({
  id: "d1",
  file_id: "f1",
  title: "Boiler manual.txt",
  type: "txt",
  size: 45_114,
  status: "ready",
  progress: 1,
  pages: null,
  chunks: 92,
  tags: [],
  error: null,
  searchable: true,
  stage: "",
  notices: [],
  archive: null,
  members: null,
  created_at: "2026-11-20T08:00:00Z",
  ...over,
});

export const usage = (over: Partial<Usage> = {}): Usage => ({
  documents: 20,
  bytes: 3_165_953,
  passages: 236,
  unfinished: 0,
  most_documents: 5_000,
  most_bytes: 5_000_000_000,
  most_passages: 200_000,
  most_unfinished: 1_000,
  ...over,
});

/** A whole answer of the list. */
export const listOf = (items: DocumentView[], over: Partial<DocumentList> = {}): DocumentList => ({
  text: "",
  citations: [],
  origin: "trusted",
  items,
  total: items.length,
  next: null,
  usage: usage({ documents: items.length }),
  tags: [...new Set(items.flatMap(({ tags }) => tags))].sort(),
  ...over,
});
