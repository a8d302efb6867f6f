import { ChevronDown, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { Link } from "react-router";
import { functionWords, packageOf } from "@/api/capabilities";
import type { EffectView } from "@/api/effects";
import { STATUS } from "@/api/effectWords";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { formatExact, formatTime } from "@/ui/time";
import { EffectDetail } from "./EffectDetail";
import styles from "./EffectRow.module.css";
import { OutcomeList } from "./OutcomeList";
import { useUndo } from "./queries";

export function EffectRow({ effect }: { effect: EffectView }) {
  const clock = useClock();
  const [open, setOpen] = useState(false);
  const detail = useId();
  const undo = useUndo();
  const outcomes = undo.data?.outcomes ?? [];
  const overtaken = // by another undo, which had more luck
    effect.status === "undone" &&
    !outcomes.some(({ effect_id, status }) => effect_id === effect.id && status === "undone");
  const status = STATUS[effect.status];
  const title = effect.title || functionWords(effect.capability);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <div className={styles.main}>
          <p className={styles.title}>
            <strong>{title}</strong>
            <Badge tone={status.tone}>{status.words}</Badge>
          </p>
          <p className={styles.facts}>
            <time dateTime={effect.at} title={formatExact(effect.at, clock)}>
              {formatTime(effect.at, clock)}
            </time>
            <span>
              {packageOf(effect.capability)} · {functionWords(effect.capability)}
            </span>
            {effect.conversation_id && (
              <Link to={`/c/${effect.conversation_id}`} aria-label={`Conversation of: ${title}`}>
                Conversation
              </Link>
            )}
          </p>
        </div>
        <div className={styles.actions}>
          {effect.undo === "possible" && (
            <Button
              size="sm"
              icon={<Undo2 aria-hidden />}
              aria-label={`Undo: ${title}`}
              busy={undo.isPending}
              onClick={() => {
                undo.mutate({ effect: effect.id });
              }}
            >
              <span className={styles.word}>Undo</span>
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            className={styles.toggle}
            aria-label={`Details: ${title}`}
            aria-expanded={open}
            aria-controls={detail}
            icon={<ChevronDown aria-hidden />}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <span className={styles.word}>Details</span>
          </Button>
        </div>
      </div>
      <div role="status" className={styles.outcome}>
        {outcomes.length > 0 && !overtaken && (
          <OutcomeList label="What became of the undo" outcomes={outcomes} titles={outcomes.length > 1} />
        )}
      </div>
      {undo.isError && <ErrorNotice title="It was not taken back." error={undo.error} />}
      <div id={detail} hidden={!open}>
        {open && <EffectDetail effect={effect} />}
      </div>
    </li>
  );
}
