import { ImageOff } from "lucide-react";
import { useRef, useState } from "react";
import type { DocumentView } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./PictureView.module.css";
import { useFile, useSource } from "./useFile";

/** The picture, as large as there is room; a click shows its own size. */
export function PictureView({ document }: { document: DocumentView }) {
  const { data, isError, error, refetch } = useFile(document.file_id);
  if (isError)
    return (
      <div className={styles.notice}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  return data ? (
    <Picture file={data} title={document.title} />
  ) : (
    <Skeleton lines={6} label="Loading the picture" />
  );
}

function Picture({ file, title }: { file: Blob; title: string }) {
  const image = useRef<HTMLImageElement>(null);
  const [broken, setBroken] = useState(false);
  const [full, setFull] = useState(false);
  useSource(image, file);
  if (broken)
    return (
      <EmptyState icon={<ImageOff />} title="No preview">
        Browsers cannot show this kind of picture. Its text can be read.
      </EmptyState>
    );
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
          ref={image}
          alt={title}
          onError={() => {
            setBroken(true);
          }}
        />
      </button>
    </div>
  );
}
