import { Info } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { counted, formatCost, formatCount } from "@/ui/numbers";
import { Popover } from "@/ui/Popover";
import type { Meaning, Spent } from "@/api/types";
import { duration } from "../model/duration";
import { languageName } from "../model/entities";
import type { Turn } from "../model/turn";
import styles from "./Details.module.css";
import { EntityText } from "./EntityText";

/** What a message was taken for, who answered it, and what that took. */
export function Details({ turn }: { turn: Turn }) {
  const [open, setOpen] = useState(false);
  if (!turn.record) return null;
  return (
    <Popover
      label="Details of this message"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Details" icon={<Info />} size="sm" />}
    >
      <div className={styles.panel}>
        {turn.record.meaning && <Understood text={turn.text} meaning={turn.record.meaning} />}
        <dl className={styles.facts}>
          <Fact name="Answered by" value={turn.record.agent || "Assistant"} />
          <Took spent={turn.record.spent} />
          <Fact name="After" value={seconds(turn)} />
        </dl>
      </div>
    </Popover>
  );
}

function Understood({ text, meaning }: { text: string; meaning: Meaning }) {
  return (
    <>
      <EntityText text={text} entities={meaning.entities} />
      <dl className={styles.facts}>
        <Fact name="Taken as" value={meaning.label.replace("_", " ")} />
        <Fact name="Language" value={languageName(meaning.language)} />
      </dl>
    </>
  );
}

function Took({ spent }: { spent: Spent }) {
  if (spent.calls === 0) return <Fact name="Model" value="none was needed" />;
  return (
    <>
      <Fact name="Model" value={spent.models.join(", ")} />
      <Fact name="Calls" value={counted(spent.calls, "call")} />
      <Fact
        name="Tokens"
        value={`${formatCount(spent.input_tokens)} read, ${formatCount(spent.output_tokens)} written`}
      />
      <Fact name="Cost" value={formatCost(spent.cost_micros)} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function seconds({ at, record }: Turn): string | null {
  return record?.finishedAt ? duration(Date.parse(record.finishedAt) - Date.parse(at)) : null;
}
