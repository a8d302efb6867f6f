import type { Asked } from "./queries";

/** "/documents/why?q=…": why a question was not answered, or a passage not found. */
export function whyAddress({ question, within = "", type = "", tags = [] }: Asked): string {
  const query = new URLSearchParams({ q: question });
  if (within) query.set("within", within);
  if (type) query.set("type", type);
  tags.forEach((tag) => {
    query.append("tag", tag);
  });
  return `/documents/why?${query.toString()}`;
}

export function askedIn(query: URLSearchParams): Asked {
  return {
    question: query.get("q") ?? "",
    within: query.get("within") ?? "",
    type: query.get("type") ?? "",
    tags: query.getAll("tag"),
  };
}
