import { RotateCcw, X } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { Progress } from "@/ui/Progress";
import { formatSize } from "./refusal";
import { TypeIcon } from "./TypeIcon";
import styles from "./UploadList.module.css";
import type { UploadItem } from "./uploadQueue";

interface UploadListProps {
  items: readonly UploadItem[];
  onRemove: (id: number) => void;
  onRetry: (item: UploadItem) => void;
}

export function UploadList({ items, onRemove, onRetry }: UploadListProps) {
  if (items.length === 0) return null;
  return (
    <ul role="list" aria-label="Uploads" className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={styles.item} data-failed={item.error !== null || undefined}>
          <TypeIcon type="" name={item.file.name} />
          <div className={styles.main}>
            <p className={styles.name}>
              <span>{item.file.name}</span> <span className={styles.size}>{formatSize(item.file.size)}</span>
            </p>
            {item.error === null ? (
              <Progress value={item.fraction || null} label={`Uploading ${item.file.name}`} />
            ) : (
              <p role="alert" className={styles.error}>
                {item.error}
              </p>
            )}
          </div>
          {item.error !== null && !item.refused && (
            <IconButton
              label={`Try ${item.file.name} again`}
              icon={<RotateCcw />}
              size="sm"
              onClick={() => {
                onRetry(item);
              }}
            />
          )}
          <IconButton
            label={item.error === null ? `Stop uploading ${item.file.name}` : `Dismiss ${item.file.name}`}
            icon={<X />}
            size="sm"
            onClick={() => {
              onRemove(item.id);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
