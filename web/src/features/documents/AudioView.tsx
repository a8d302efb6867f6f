import { useRef, type RefObject } from "react";
import type { DocumentView } from "@/api/types";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./AudioView.module.css";
import { useText } from "./queries";
import { TextView } from "./TextView";
import type { Span } from "./textBlocks";
import { secondsOf } from "./timeMark";
import { useFile, useSource } from "./useFile";

/** A player, and what is said; a time mark plays from there, and the player stands where the cited passage begins. */
export function AudioView({ document, span }: { document: DocumentView; span: Span | null }) {
  const player = useRef<HTMLAudioElement>(null);
  const file = useFile(document.file_id);
  const around = useText(document.id, span?.start ?? 0, 1, span !== null);
  const begins = secondsOf(around.data?.sections.at(-1)?.title ?? "") ?? 0;
  const waiting = span !== null && around.isPending;
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        {file.isError && <ErrorNotice error={file.error} onRetry={() => void file.refetch()} />}
        {!file.isError && (!file.data || waiting) && <Skeleton lines={1} label="Loading the recording" />}
        {file.data && !waiting && (
          <Player ref={player} file={file.data} title={document.title} begins={begins} />
        )}
      </div>
      <div className={styles.text}>
        <TextView
          documentId={document.id}
          title={document.title}
          span={span}
          onTime={(mark) => {
            if (player.current) playFrom(player.current, secondsOf(mark) ?? 0);
          }}
        />
      </div>
    </div>
  );
}

interface PlayerProps {
  ref: RefObject<HTMLAudioElement | null>;
  file: Blob;
  title: string;
  begins: number; // seconds
}

function Player({ ref, file, title, begins }: PlayerProps) {
  useSource(ref, file);
  return (
    <audio
      ref={ref}
      controls
      aria-label={`Recording ${title}`}
      onLoadedMetadata={({ currentTarget }) => {
        if (begins > 0) currentTarget.currentTime = begins;
      }}
    />
  );
}

function playFrom(player: HTMLAudioElement, seconds: number): void {
  player.currentTime = seconds;
  void player.play().catch(() => undefined); // where it cannot, the player says so itself
}
