import { SearchX, X } from "lucide-react";
import { useState } from "react";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { IconButton } from "@/ui/IconButton";
import { Skeleton } from "@/ui/Skeleton";
import { Switch } from "@/ui/Switch";
import { Found } from "./Found";
import { KeepCase } from "./KeepCase";
import { LeftOut } from "./LeftOut";
import { LookedFor } from "./LookedFor";
import { Nearest } from "./Nearest";
import { useExplained, type Asked, type Explained } from "./queries";
import styles from "./WhyPanel.module.css";
import { verdictOf } from "./wording";

export interface WhyPanelProps {
  asked: Asked;
  /** With it the panel stands beside something else. */
  onClose?: () => void;
}

/** What became of a question in the documents, from its words to the nearest sentences; numbers on demand. */
export function WhyPanel({ asked, onClose }: WhyPanelProps) {
  const [expected, setExpected] = useState("");
  const [numbers, setNumbers] = useState(false);
  const { data, isPending, isError, error, refetch } = useExplained(asked, expected);
  return (
    <article className={styles.panel} aria-label="Why not found?">
      <header className={styles.header}>
        <SearchX aria-hidden />
        <h1>Why not found?</h1>
        <Switch label="Numbers" checked={numbers} onChange={setNumbers} />
        {onClose && <IconButton label="Close" icon={<X />} size="sm" onClick={onClose} />}
      </header>
      <div className={styles.body}>
        <div className={styles.column}>
          <p className={styles.question}>“{asked.question}”</p>
          {isPending && <Skeleton lines={8} label="Looking into it" />}
          {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {data && (
            <>
              <Verdict explained={data} />
              <Nearest asked={asked} explained={data} numbers={numbers} />
              <KeepCase
                key={asked.question}
                asked={asked}
                explained={data}
                expected={expected}
                onExpect={setExpected}
              />
              <LookedFor explained={data} numbers={numbers} />
              <LeftOut explained={data} />
              <Found explained={data} numbers={numbers} />
            </>
          )}
        </div>
      </div>
    </article>
  );
}

function Verdict({ explained }: { explained: Explained }) {
  const { headline, lines } = verdictOf(explained);
  return (
    <section className={styles.verdict} aria-label="In short">
      <h2>{headline}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
