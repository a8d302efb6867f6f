import { ArrowDown } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/ui/Button";
import type { Turn } from "../model/turn";
import type { Version } from "../model/versions";
import styles from "./Thread.module.css";
import { TurnView } from "./TurnView";
import { useAutoScroll } from "./useAutoScroll";
import { useJump } from "./useJump";

interface ThreadProps {
  turns: Turn[];
  earlier: { available: boolean; loading: boolean; load: () => void };
  versions: ReadonlyMap<string, Version>;
}

export function Thread({ turns, earlier, versions }: ThreadProps) {
  const { outer, inner, atEnd, toEnd, letGo } = useAutoScroll<HTMLDivElement, HTMLDivElement>();
  const newest = turns.at(-1)?.key;
  useEffect(() => {
    toEnd(); // a message of one's own brings the end back into sight
  }, [newest, toEnd]);
  const found = useJump({ box: outer, turns, earlier, letGo });
  return (
    <div className={styles.frame}>
      <div ref={outer} className={styles.scroll} tabIndex={-1}>
        <div ref={inner} className={styles.column}>
          {earlier.available && (
            <Button
              size="sm"
              variant="ghost"
              busy={earlier.loading}
              className={styles.earlier}
              onClick={earlier.load}
            >
              Show earlier messages
            </Button>
          )}
          {turns.map((turn) => (
            <TurnView
              key={turn.key}
              turn={turn}
              newest={turn.key === newest}
              found={turn.runId !== null && turn.runId === found}
              version={turn.runId ? versions.get(turn.runId) : undefined}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <Button
          size="sm"
          className={styles.latest}
          icon={<ArrowDown aria-hidden />}
          onClick={() => {
            toEnd("smooth");
          }}
        >
          Jump to latest
        </Button>
      )}
    </div>
  );
}
