/** For tests. */
import type { DocumentView } from "@/api/types";

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
