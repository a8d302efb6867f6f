/** Which documents the list shows; kept in the page's address, so that a reload or a link shows the same. */
import { KINDS } from "./kinds";

const STATUSES = ["ready", "unfinished", "failed"] as const;
export type StatusFilter = (typeof STATUSES)[number] | "";

export interface Filters {
  type: string;
  status: StatusFilter;
  tags: string[];
}

export const STATUS_WORDS: Record<Exclude<StatusFilter, "">, string> = {
  ready: "Ready",
  unfinished: "Being read",
  failed: "Failed",
};

export const TYPES = [
  "pdf",
  "docx",
  "pptx",
  "xlsx",
  "csv",
  "txt",
  "md",
  "html",
  "eml",
  "epub",
  "json",
  "image",
]
  .concat(["audio", "zip"])
  .map((type) => ({ type, words: KINDS[type]?.words ?? type }));

export function filtersIn(params: URLSearchParams): Filters {
  return {
    type: params.get("type") ?? "",
    status: STATUSES.find((status) => status === params.get("status")) ?? "",
    tags: params.getAll("tag"),
  };
}

export function isFiltered({ type, status, tags }: Filters): boolean {
  return type !== "" || status !== "" || tags.length > 0;
}

/** The address with other filters; what else is in it stays. */
export function withFilters(params: URLSearchParams, { type, status, tags }: Filters): URLSearchParams {
  const changed = new URLSearchParams(params);
  ["type", "status", "tag"].forEach((name) => {
    changed.delete(name);
  });
  if (type) changed.set("type", type);
  if (status) changed.set("status", status);
  tags.forEach((tag) => {
    changed.append("tag", tag);
  });
  return changed;
}

export const NO_FILTERS: Filters = { type: "", status: "", tags: [] };
