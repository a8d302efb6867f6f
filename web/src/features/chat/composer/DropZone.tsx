import { Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useConfig } from "@/api/useConfig";
import styles from "./DropZone.module.css";
import { acceptedText } from "./useUploads";

/** Takes files that are dropped anywhere on the page, and says beforehand what it takes. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const over = useFileDrop(onFiles);
  const config = useConfig();
  if (!over) return null;
  return (
    <div className={styles.zone}>
      <div className={styles.card}>
        <Upload aria-hidden />
        <p className={styles.title}>Drop to add to your documents</p>
        {config && <p>{acceptedText(config)}</p>}
      </div>
    </div>
  );
}

function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    let depth = 0; // entering a child comes before leaving its parent
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop };
    const names = Object.keys(handlers) as (keyof typeof handlers)[];
    names.forEach((name) => {
      window.addEventListener(name, handlers[name]);
    });
    return () => {
      names.forEach((name) => {
        window.removeEventListener(name, handlers[name]);
      });
    };
  }, []);
  return over;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
