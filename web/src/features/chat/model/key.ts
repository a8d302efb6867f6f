/** A random key. `crypto.randomUUID` would do, but does not exist on a plain http address in the local network. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
