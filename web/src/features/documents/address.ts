interface Place {
  start?: number | undefined;
  end?: number | undefined;
  page?: number | null | undefined;
}

/** Where a passage is shown: "/documents/d1?start=10&end=20&page=3". */
export function addressOf(documentId: string, place: Place = {}): string {
  const { start, end, page } = place;
  const given = Object.entries({ start, end, page }).filter(([, value]) => typeof value === "number");
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/documents/${encodeURIComponent(documentId)}${query ? `?${query}` : ""}`;
}

/** What is known of a document, and the passages it is searched in. */
export function detailsOf(documentId: string): string {
  return `/documents/${encodeURIComponent(documentId)}/details`;
}

export const BIN_ADDRESS = "/documents/bin";

export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const value = Number.parseInt(query.get(name) ?? "", 10);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
