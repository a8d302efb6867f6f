import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import type { DragEvent, ReactNode } from "react";
import styles from "./DropZone.module.css";

/** Files can be dropped anywhere on what it encloses. */
export function DropZone({ onFiles, children }: { onFiles: (files: FileList) => void; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0); // entering a child leaves its parent, so count
  const move = (by: number) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    <div
      className={styles.zone}
      onDragEnter={move(1)}
      onDragLeave={move(-1)}
      onDragOver={move(0)}
      onDrop={(event) => {
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles(event.dataTransfer.files);
      }}
    >
      {children}
      {over && (
        <div className={styles.overlay} aria-hidden>
          <Upload />
          <p>Drop the files to add them</p>
        </div>
      )}
    </div>
  );
}
