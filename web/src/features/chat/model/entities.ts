/** What a message names. */
import type { Entity } from "@/api/types";
import { formatExact } from "@/ui/time";
import type { Clock } from "@/ui/time";

export interface Piece {
  start: number;
  words: string;
  entity: Entity | null;
}

/** The text cut at its entities. Positions count code points, as the server does; what overlaps is left out. */
export function pieces(text: string, entities: Entity[]): Piece[] {
  const characters = [...text];
  const cut = (start: number, end?: number) => characters.slice(start, end).join("");
  const found: Piece[] = [];
  let at = 0;
  for (const entity of entities.toSorted((one, other) => one.start - other.start)) {
    if (entity.start < at || entity.end <= entity.start || entity.end > characters.length) continue;
    if (entity.start > at) found.push({ start: at, words: cut(at, entity.start), entity: null });
    found.push({ start: entity.start, words: cut(entity.start, entity.end), entity });
    at = entity.end;
  }
  if (at < characters.length) found.push({ start: at, words: cut(at), entity: null });
  return found;
}

/** What an entity means; a moment on the person's clock. */
export function entityValue({ kind, value }: Entity, clock: Clock): string {
  if (kind !== "date" || Number.isNaN(Date.parse(value)) || !value.includes("T")) return value;
  return formatExact(new Date(value).toISOString(), clock);
}

/** "de" → "German" */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
