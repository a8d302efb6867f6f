import { Check, X } from "lucide-react";
import { Button } from "@/ui/Button";
import styles from "./Memory.module.css";
import { useForgetFact, useKeepFact } from "./queries";
import type { Fact } from "./queries";
import { Source } from "./Source";

export function SuggestionRow({ fact }: { fact: Fact }) {
  const keep = useKeepFact(fact.id);
  const forget = useForgetFact(fact.id);
  return (
    <li className={styles.fact}>
      <p className={styles.words}>
        <span>{fact.text}</span>
        <Source fact={fact} />
      </p>
      <div className={styles.actions}>
        <Button
          size="sm"
          variant="primary"
          icon={<Check aria-hidden />}
          aria-label={`Keep “${fact.text}”`}
          busy={keep.isPending}
          onClick={() => {
            keep.mutate();
          }}
        >
          Keep
        </Button>
        <Button
          size="sm"
          icon={<X aria-hidden />}
          aria-label={`Do not keep “${fact.text}”`}
          busy={forget.isPending}
          onClick={() => {
            forget.mutate();
          }}
        >
          No
        </Button>
      </div>
    </li>
  );
}
