import { CircleAlert, CircleCheck, FileText, X } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { Progress } from "@/ui/Progress";
import styles from "./UploadChip.module.css";
import { useDocumentStatus } from "./useDocumentStatus";
import type { Upload } from "./useUploads";

interface UploadChipProps {
  upload: Upload;
  onRemove: () => void;
}

export function UploadChip({ upload, onRemove }: UploadChipProps) {
  const document = useDocumentStatus(upload.document);
  const { words, fraction, failed } = statusOf({ ...upload, document });
  return (
    <li className={styles.chip} data-failed={failed || undefined}>
      <span className={styles.icon} aria-hidden>
        {failed ? <CircleAlert /> : fraction === 1 ? <CircleCheck /> : <FileText />}
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{upload.name}</span>
        <span className={styles.status} role={failed ? "alert" : "status"}>
          {words}
        </span>
        {!failed && fraction !== 1 && <Progress value={fraction} label={`${words} ${upload.name}`} />}
      </span>
      <IconButton label={`Remove ${upload.name}`} icon={<X />} size="sm" onClick={onRemove} />
    </li>
  );
}

interface Status {
  words: string;
  fraction: number | null;
  failed: boolean;
}

/** Upload → read → index, in words. */
export function statusOf({ state, fraction, size, document, error }: Upload): Status {
  if (state === "failed") return { words: error ?? "The upload failed.", fraction: null, failed: true };
  if (state === "uploading" && fraction === 1) return { words: "Storing", fraction: null, failed: false };
  if (state === "uploading") return { words: "Uploading", fraction, failed: false };
  switch (document?.status) {
    case "queued":
      return { words: "Waiting to be read", fraction: null, failed: false };
    case "reading":
      return { words: "Reading", fraction: document.progress, failed: false };
    case "indexing":
      return { words: "Indexing", fraction: document.progress, failed: false };
    case "failed":
      return { words: document.error ?? "This file could not be read.", fraction: null, failed: true };
    case "ready":
      return { words: document.pages ? pages(document.pages) : "Ready", fraction: 1, failed: false };
    default:
      return { words: bytes(size), fraction: 1, failed: false };
  }
}

function pages(count: number): string {
  return `Ready · ${String(count)} page${count === 1 ? "" : "s"}`;
}

function bytes(size: number): string {
  return size < 1e6 ? `${String(Math.max(1, Math.round(size / 1e3)))} kB` : `${(size / 1e6).toFixed(1)} MB`;
}
