import type { DocumentView } from "@/api/types";
import { useClock } from "@/api/useClock";
import { formatCount } from "@/ui/numbers";
import { formatExact } from "@/ui/time";
import { Link } from "react-router";
import { detailsOf } from "./address";
import { KINDS, pagesInWords, typeOf } from "./kinds";
import styles from "./Properties.module.css";
import { formatSize } from "./refusal";
import { doingOf, membersInWords } from "./stateWords";

export function Properties({ document }: { document: DocumentView }) {
  const clock = useClock();
  const type = typeOf(document);
  const facts: [string, string][] = [
    ["Type", KINDS[type]?.words ?? type.toUpperCase()],
    ["Status", statusOf(document)],
    ["Files in it", membersInWords(document)],
    ["Length", pagesInWords(type, document.pages)],
    ["Passages", document.chunks ? formatCount(document.chunks) : ""],
    ["Size", formatSize(document.size)],
    ["Added", formatExact(document.created_at, clock)],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {document.archive && (
        <div>
          <dt>Came in</dt>
          <dd>
            <Link to={detailsOf(document.archive)}>{document.title.split(" › ")[0]}</Link>
          </dd>
        </div>
      )}
    </dl>
  );
}

function statusOf(document: DocumentView): string {
  if (document.status === "failed") return "Failed";
  return doingOf(document)?.words ?? "Ready";
}
