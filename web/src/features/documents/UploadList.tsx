import { RotateCcw, X } from "lucide-react";
import { Link } from "react-router";
import { IconButton } from "@/ui/IconButton";
import { Progress } from "@/ui/Progress";
import { addressOf } from "./address";
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
            <Outcome item={item} />
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
            label={isGoing(item) ? `Stop uploading ${item.file.name}` : `Dismiss ${item.file.name}`}
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

const isGoing = ({ error, there }: UploadItem) => error === null && there === null;

function Outcome({ item: { error, there, fraction, file } }: { item: UploadItem }) {
  if (error !== null)
    return (
      <p role="alert" className={styles.error}>
        {error}
      </p>
    );
  if (!there) return <Progress value={fraction || null} label={`Uploading ${file.name}`} />;
  return (
    <p role="status" className={styles.there}>
      Was there already, as <Link to={addressOf(there.id)}>{there.title}</Link>. Nothing was added.
    </p>
  );
}
