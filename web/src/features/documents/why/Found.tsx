import { useState } from "react";
import { placeOf } from "@/api/citationPlace";
import { Button } from "@/ui/Button";
import { Table } from "@/ui/Table";
import { Part } from "./Part";
import { Quote } from "./Quote";
import type { Explained, Passage } from "./queries";
import styles from "./WhyPanel.module.css";

const keyOf = ({ citation }: Passage) => `${citation.document_id}/${String(citation.start)}`;

/** The passages in the order in which both indexes together put them. */
export function Found({ explained, numbers }: { explained: Explained; numbers: boolean }) {
  const [all, setAll] = useState(false);
  const { passages } = explained;
  const read = passages.filter(({ shown }) => shown).length;
  if (passages.length === 0) return null;
  return (
    <Part
      title="Passages, best first"
      hint={`An answer was looked for in the first ${String(read)}; the others came after them.`}
    >
      {numbers ? (
        <Ranks passages={passages} />
      ) : (
        <ol className={styles.list} role="list">
          {passages.slice(0, all ? undefined : read).map((passage) => (
            <li key={keyOf(passage)} className={styles.card}>
              <Quote citation={passage.citation} />
              <p className={styles.why}>{passage.why}</p>
            </li>
          ))}
        </ol>
      )}
      {!numbers && !all && passages.length > read && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setAll(true);
          }}
        >
          Show {passages.length - read} more
        </Button>
      )}
    </Part>
  );
}

function Ranks({ passages }: { passages: Passage[] }) {
  return (
    <Table
      label="Ranks and scores of the passages"
      rows={passages}
      keyOf={keyOf}
      columns={[
        {
          head: "Passage",
          cell: ({ rank, citation }) =>
            `${String(rank)}. ${[citation.title, placeOf(citation)].filter(Boolean).join(", ")}`,
        },
        { head: "Score", numeric: true, cell: ({ score }) => score.toFixed(4) },
        { head: "By words", numeric: true, cell: (each) => ranked(each.lexical_rank, each.lexical_score) },
        { head: "By meaning", numeric: true, cell: (each) => ranked(each.vector_rank, each.similarity) },
        { head: "Read", cell: ({ shown }) => (shown ? "yes" : "no") },
      ]}
    />
  );
}

function ranked(rank: number | null, score: number | null): string {
  return rank === null ? "–" : `no. ${String(rank)}${score === null ? "" : ` (${score.toFixed(2)})`}`;
}
