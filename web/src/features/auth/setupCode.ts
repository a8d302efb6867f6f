/** The code in a link such as `/#setup=ABCD-1234`; empty when there is none. */
export function setupCode(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("setup") ?? "";
}
