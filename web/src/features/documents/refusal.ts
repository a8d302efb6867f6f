import { kindsInWords } from "@/api/fileKinds";
import type { PublicConfig } from "@/api/types";

type Limits = Pick<PublicConfig, "accepted_types" | "max_upload_mb">;

/** Why the server would not take the file, said before it is sent; null when it may. */
export function refusalOf(file: Pick<File, "name" | "size">, limits: Limits | undefined): string | null {
  if (file.size === 0) return "This file is empty.";
  if (!limits) return null;
  const type = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (!limits.accepted_types.includes(type))
    return `${type ? `${type} files cannot` : "This file cannot"} be read. You can add ${kindsInWords(limits.accepted_types)}.`;
  if (file.size > limits.max_upload_mb * 1_000_000)
    return `This file has ${formatSize(file.size)}; the largest that can be uploaded is ${String(limits.max_upload_mb)} MB.`;
  return null;
}

export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} bytes`;
  const units = ["kB", "MB", "GB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${value.toFixed(value < 10 && power > 1 ? 1 : 0).replace(/\.0$/, "")} ${units[power - 1] ?? ""}`;
}
