import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { DocumentView } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./PictureView.module.css";
import { useFileUrl } from "./useFileUrl";

/** The picture, as large as there is room; a click shows its own size. */
export function PictureView({ document }: { document: DocumentView }) {
  const { url, error, retry } = useFileUrl(document.file_id);
  const [broken, setBroken] = useState(false);
  const [full, setFull] = useState(false);
  if (error)
    return (
      <div className={styles.notice}>
        <ErrorNotice error={error} onRetry={retry} />
      </div>
    );
  if (broken)
    return (
      <EmptyState icon={<ImageOff />} title="No preview">
        Browsers cannot show this kind of picture. Its text can be read.
      </EmptyState>
    );
  if (!url) return <Skeleton lines={6} label="Loading the picture" />;
  return (
    <div className={styles.scroller} data-full={full || undefined}>
      <button
        type="button"
        className={styles.zoom}
        aria-pressed={full}
        aria-label={full ? "Show the whole picture" : "Show the picture in its own size"}
        onClick={() => {
          setFull(!full);
        }}
      >
        <img
          src={url}
          alt={document.title}
          onError={() => {
            setBroken(true);
          }}
        />
      </button>
    </div>
  );
}
