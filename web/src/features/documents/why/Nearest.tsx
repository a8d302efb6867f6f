import { useState } from "react";
import { Button } from "@/ui/Button";
import { Table } from "@/ui/Table";
import { KeepButton } from "./KeepButton";
import { Part } from "./Part";
import { Quote } from "./Quote";
import type { Asked, Explained, Sentence } from "./queries";
import { SupportBar } from "./SupportBar";
import styles from "./WhyPanel.module.css";
import { shortcomingOf } from "./wording";

const FEW = 3;

interface NearestProps {
  asked: Asked;
  explained: Explained;
  numbers: boolean;
}

/** The sentences that came nearest to an answer, and what each of them lacks. */
export function Nearest({ asked, explained, numbers }: NearestProps) {
  const [all, setAll] = useState(false);
  const { sentences, threshold } = explained;
  if (sentences.length === 0) return null;
  return (
    <Part title={sentences.length === 1 ? "The nearest sentence" : "The nearest sentences"}>
      <ol role="list" className={styles.list}>
        {sentences.slice(0, all ? undefined : FEW).map((sentence) => (
          <li
            key={`${sentence.citation.document_id}/${String(sentence.citation.start)}`}
            className={styles.card}
          >
            <Quote citation={sentence.citation} />
            <SupportBar sentence={sentence} threshold={threshold} numbers={numbers} />
            <p className={styles.why}>{numbers ? sentence.why : shortcomingOf(sentence)}</p>
            {numbers && <Evidence sentence={sentence} />}
            <KeepButton
              variant="ghost"
              label="Keep as a test case with this passage"
              kept={{
                question: asked.question,
                document: sentence.citation.document_id,
                passages: [{ start: sentence.citation.start, end: sentence.citation.end }],
              }}
            >
              This is the answer
            </KeepButton>
          </li>
        ))}
      </ol>
      {sentences.length > FEW && !all && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setAll(true);
          }}
        >
          Show {sentences.length - FEW} more
        </Button>
      )}
    </Part>
  );
}

function Evidence({ sentence }: { sentence: Sentence }) {
  return (
    <Table
      label="What its support is made of"
      rows={sentence.evidence}
      keyOf={({ name }) => name}
      columns={[
        { head: "What was measured", cell: ({ text }) => text },
        { head: "Value", numeric: true, cell: ({ value }) => value.toFixed(2) },
        { head: "Weight", numeric: true, cell: ({ weight }) => weight.toFixed(2) },
        { head: "Adds", numeric: true, cell: ({ adds }) => adds.toFixed(2) },
      ]}
    />
  );
}
