import clsx from "clsx";
import { pageLabel } from "./pageLabel";
import type { Piece, Section } from "./textBlocks";
import { TextTable } from "./TextTable";
import styles from "./TextView.module.css";

interface TextPartProps {
  documentId: string;
  type: string;
  part: Section;
  /** What a title that stands for a moment of a recording does. */
  onTime?: ((title: string) => void) | undefined;
}

/** A piece of the text with the page or section that begins with it. */
export function TextPart({ documentId, type, part, onTime }: TextPartProps) {
  const page = part.page === null || saysItself(part) ? "" : pageLabel(type, part.page, part.name);
  return (
    <section data-page={part.page ?? undefined}>
      {page && <h3 className={styles.page}>{page}</h3>}
      {part.title && part.title !== part.name && <Title title={part.title} onTime={onTime} />}
      {part.kind === "table" && <TextTable documentId={documentId} part={part} />}
      {part.kind === "heading" && (
        <h4 className={clsx(styles.text, styles.heading)}>
          <Pieces pieces={part.pieces} />
        </h4>
      )}
      {part.kind === "text" && (
        <p className={styles.text}>
          <Pieces pieces={part.pieces} />
        </p>
      )}
    </section>
  );
}

/** A sheet whose first line is its name. */
function saysItself({ kind, name, pieces }: Section): boolean {
  const text = pieces.map((piece) => piece.text).join("");
  return kind === "heading" && text.trim() === name;
}

function Title({ title, onTime }: { title: string; onTime: TextPartProps["onTime"] }) {
  if (!onTime) return <h4 className={styles.title}>{title}</h4>;
  return (
    <h4 className={styles.title}>
      <button
        type="button"
        className={styles.time}
        aria-label={`Play from ${title}`}
        onClick={() => {
          onTime(title);
        }}
      >
        {title}
      </button>
    </h4>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece) => (piece.marked ? <mark key={piece.offset}>{piece.text}</mark> : piece.text));
}
