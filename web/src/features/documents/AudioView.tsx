import { useRef } from "react";
import type { DocumentView } from "@/api/types";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./AudioView.module.css";
import { useText } from "./queries";
import { TextView } from "./TextView";
import type { Span } from "./textBlocks";
import { secondsOf } from "./timeMark";
import { useFileUrl } from "./useFileUrl";

/** A player, and what is said; a time mark plays from there, and the player stands where the cited passage begins. */
export function AudioView({ document, span }: { document: DocumentView; span: Span | null }) {
  const player = useRef<HTMLAudioElement>(null);
  const { url, error, retry } = useFileUrl(document.file_id);
  const around = useText(document.id, span?.start ?? 0, 1, span !== null);
  const begins = secondsOf(around.data?.sections.at(-1)?.title ?? "");
  const seek = (seconds: number) => {
    if (player.current) player.current.currentTime = seconds;
  };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        {error ? (
          <ErrorNotice error={error} onRetry={retry} />
        ) : !url || (span && around.isPending) ? (
          <Skeleton lines={1} label="Loading the recording" />
        ) : (
          <audio
            ref={player}
            src={url}
            controls
            aria-label={`Recording ${document.title}`}
            onLoadedMetadata={() => {
              if (begins) seek(begins);
            }}
          />
        )}
      </div>
      <div className={styles.text}>
        <TextView
          documentId={document.id}
          title={document.title}
          span={span}
          onTime={(mark) => {
            seek(secondsOf(mark) ?? 0);
            void player.current?.play().catch(() => undefined); // a browser that may not says so itself
          }}
        />
      </div>
    </div>
  );
}
