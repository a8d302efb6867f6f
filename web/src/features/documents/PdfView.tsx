import { useEffect, useRef, useState } from "react";
import type { Size } from "./drawPage";
import type { Places } from "./passage";
import type { Pdf } from "./pdf";
import { PdfPage } from "./PdfPage";
import { PdfToolbar } from "./PdfToolbar";
import styles from "./PdfView.module.css";
import { scrollToChild } from "./scroll";
import { useReveal } from "./useReveal";
import { useVisiblePage } from "./useVisiblePage";
import { useZoom } from "./useZoom";

interface PdfViewProps {
  pdf: Pdf;
  title: string;
  places: Places;
  page: number | undefined; // where to begin when there is no passage
}

export function PdfView({ pdf, title, places, page }: PdfViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const first = useFirstSize(pdf);
  const zoom = useZoom(scroller, first?.width);
  const visible = useVisiblePage(scroller);
  const reveal = useReveal(scroller);
  const target = [...places.keys()][0] ?? page;
  const ready = first !== null && zoom.scale !== null;
  useEffect(() => {
    if (ready && target) showPage(scroller.current, target);
  }, [ready, target]);
  const keys = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom.step(1);
    else if (event.key === "-") zoom.step(-1);
    else if (event.key === "0") zoom.fit();
  };
  return (
    <div className={styles.view}>
      <PdfToolbar
        pages={pdf.numPages}
        page={visible}
        zoom={zoom}
        onPage={(number) => {
          showPage(scroller.current, number);
        }}
      />
      <div
        ref={scroller}
        data-scroller
        role="region"
        aria-label={`Pages of ${title}`}
        tabIndex={0}
        className={styles.scroller}
        onKeyDown={keys}
      >
        <div className={styles.pages}>
          {ready &&
            Array.from({ length: pdf.numPages }, (_, index) => (
              <PdfPage
                key={index}
                pdf={pdf}
                number={index + 1}
                scale={zoom.scale ?? 1}
                guess={first}
                ranges={places.get(index + 1)}
                onMarked={reveal}
              />
            ))}
        </div>
      </div>
    </div>
  );
}

function showPage(scroller: HTMLElement | null, number: number): void {
  scrollToChild(scroller, scroller?.querySelector(`[data-page="${String(number)}"]`) ?? null, "start");
}

function useFirstSize(pdf: Pdf): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    let gone = false;
    void pdf.getPage(1).then((page) => {
      const { width, height } = page.getViewport({ scale: 1 });
      if (!gone) setSize({ width, height });
    });
    return () => {
      gone = true;
    };
  }, [pdf]);
  return size;
}
