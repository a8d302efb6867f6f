import { memo, useEffect, useRef, useState } from "react";
import type { ItemRange } from "./locate";
import { drawPage, type Size } from "./drawPage";
import type { Pdf } from "./pdf";
import styles from "./PdfView.module.css";
import { useNear } from "./useNear";

interface PdfPageProps {
  pdf: Pdf;
  number: number;
  scale: number;
  guess: Size; // of the first page, until this one is read
  ranges: ItemRange[] | undefined;
  onMarked: (mark: HTMLElement) => void;
}

export const PdfPage = memo(function PdfPage({ pdf, number, scale, guess, ranges, onMarked }: PdfPageProps) {
  const frame = useRef<HTMLElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const [size, setSize] = useState(guess);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!surface.current || !text.current) return;
    if (!near) {
      surface.current.replaceChildren(); // a drawn page takes megabytes
      text.current.replaceChildren();
      return;
    }
    const drawing = drawPage({ pdf, number, scale, ranges, surface: surface.current, text: text.current });
    drawing.size.then(setSize, () => undefined);
    drawing.done.then(
      (mark) => {
        setFailed(false);
        if (mark) onMarked(mark);
      },
      (error: unknown) => {
        if (!isCancelled(error)) setFailed(true);
      },
    );
    return drawing.cancel;
  }, [pdf, number, scale, ranges, near, onMarked]);
  const box = { width: size.width * scale, height: size.height * scale };
  return (
    <section
      ref={frame}
      className={styles.page}
      style={box}
      data-page={number}
      aria-label={`Page ${String(number)}`}
    >
      <div ref={surface} className={styles.surface} aria-hidden />
      <div ref={text} className={styles.text} />
      {failed && <p className={styles.broken}>Page {number} cannot be drawn.</p>}
    </section>
  );
});

function isCancelled(error: unknown): boolean {
  return error instanceof Error && /Cancel|Abort/.test(error.name);
}
