import { ChevronDown, ChevronUp, MoveHorizontal, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/ui/IconButton";
import styles from "./PdfToolbar.module.css";
import type { Zoom } from "./useZoom";

interface PdfToolbarProps {
  pages: number;
  page: number;
  zoom: Zoom;
  onPage: (page: number) => void;
}

export function PdfToolbar({ pages, page, zoom, onPage }: PdfToolbarProps) {
  const go = (number: number) => {
    onPage(Math.min(pages, Math.max(1, number)));
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label="Pages and zoom">
      <div className={styles.group}>
        <IconButton
          label="Previous page"
          icon={<ChevronUp />}
          size="sm"
          disabled={page <= 1}
          onClick={() => {
            go(page - 1);
          }}
        />
        <PageBox page={page} pages={pages} onPage={go} />
        <IconButton
          label="Next page"
          icon={<ChevronDown />}
          size="sm"
          disabled={page >= pages}
          onClick={() => {
            go(page + 1);
          }}
        />
      </div>
      <div className={styles.group}>
        <IconButton
          label="Smaller"
          shortcut="−"
          icon={<ZoomOut />}
          size="sm"
          onClick={() => {
            zoom.step(-1);
          }}
        />
        <span className={styles.percent} aria-label="Zoom">
          {Math.round((zoom.scale ?? 1) * 100)} %
        </span>
        <IconButton
          label="Larger"
          shortcut="+"
          icon={<ZoomIn />}
          size="sm"
          onClick={() => {
            zoom.step(1);
          }}
        />
        <IconButton
          label="Fit to width"
          shortcut="0"
          icon={<MoveHorizontal />}
          size="sm"
          aria-pressed={zoom.fitted}
          onClick={zoom.fit}
        />
      </div>
    </div>
  );
}

function PageBox({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    const number = Number.parseInt(typed ?? "", 10);
    if (Number.isFinite(number)) onPage(number);
    setTyped(null);
  };
  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <input
        className={styles.input}
        aria-label={`Page, of ${String(pages)}`}
        inputMode="numeric"
        size={Math.max(2, String(pages).length)}
        value={typed ?? String(page)}
        onChange={(event) => {
          setTyped(event.target.value.replace(/\D/g, ""));
        }}
        onFocus={(event) => {
          event.target.select();
        }}
        onBlur={leave}
      />
      <span aria-hidden>of {pages}</span>
    </form>
  );
}
