import { ChevronRight } from "lucide-react";
import { memo, useState } from "react";
import { Link } from "react-router";
import type { DocumentView } from "@/api/types";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { counted } from "@/ui/numbers";
import { formatDay, formatExact } from "@/ui/time";
import { addressOf } from "./address";
import { DocumentMenu } from "./DocumentMenu";
import styles from "./DocumentRow.module.css";
import { DocumentState } from "./DocumentState";
import { KINDS, pagesInWords, typeOf } from "./kinds";
import { Members } from "./Members";
import { formatSize } from "./refusal";
import { useSelection } from "./selection";
import { membersInWords } from "./stateWords";
import { Tick } from "./Tick";
import { TypeIcon } from "./TypeIcon";

interface DocumentRowProps {
  document: DocumentView;
  /** The archive it is shown under, whose name need not be said again. */
  within?: DocumentView;
}

export const DocumentRow = memo(function DocumentRow({ document, within }: DocumentRowProps) {
  const [open, setOpen] = useState(false);
  const selection = useSelection();
  const title = within ? document.title.replace(`${within.title} › `, "") : document.title;
  const list = `members-${document.id}`;
  return (
    <li className={styles.item}>
      <div className={styles.row} data-ticked={selection?.has(document) || undefined}>
        {selection && (
          <Tick
            label={`Select ${title}`}
            checked={selection.has(document)}
            onChange={(ticked) => {
              selection.set([document], ticked);
            }}
          />
        )}
        <TypeIcon type={document.type} name={document.title} />
        <div className={styles.main}>
          <Link to={addressOf(document.id)} className={styles.title}>
            {title}
          </Link>
          <Facts document={document} />
          <Tags tags={document.tags} />
          <DocumentState document={document} />
          {document.members && document.members.total > 0 && (
            <button
              type="button"
              className={styles.expand}
              aria-expanded={open}
              aria-controls={open ? list : undefined}
              onClick={() => {
                setOpen(!open);
              }}
            >
              <ChevronRight aria-hidden /> {open ? "Hide" : "Show"} the files in it
            </button>
          )}
        </div>
        <DocumentMenu document={document} />
      </div>
      {open && <Members id={list} archive={document} />}
    </li>
  );
});

function Facts({ document }: { document: DocumentView }) {
  const clock = useClock();
  return (
    <p className={styles.facts}>
      {factsOf(document).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      <time dateTime={document.created_at} title={formatExact(document.created_at, clock)}>
        {formatDay(document.created_at, clock)}
      </time>
    </p>
  );
}

function Tags({ tags }: Pick<DocumentView, "tags">) {
  if (tags.length === 0) return null;
  return (
    <ul role="list" aria-label="Tags" className={styles.tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <Badge>{tag}</Badge>
        </li>
      ))}
    </ul>
  );
}

function factsOf(document: DocumentView): string[] {
  const { pages, chunks, size } = document;
  const type = typeOf(document);
  return [
    KINDS[type]?.words ?? type.toUpperCase(),
    membersInWords(document),
    pagesInWords(type, pages),
    chunks ? counted(chunks, "passage") : "",
    formatSize(size),
  ].filter(Boolean);
}
