import { ReceiptText } from "lucide-react";
import { useState } from "react";
import type { EffectView } from "@/api/effects";
import { STATUS } from "@/api/effectWords";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { IconButton } from "@/ui/IconButton";
import { Popover } from "@/ui/Popover";
import { formatExact } from "@/ui/time";
import { action } from "../model/summary";
import type { Turn } from "../model/turn";
import styles from "./Effects.module.css";
import { useEffects } from "./useEffects";

/** The proof of what a turn did. */
export function Receipts({ turn }: { turn: Turn }) {
  const [open, setOpen] = useState(false);
  const { effects } = useEffects(turn);
  if (effects.length === 0) return null;
  return (
    <Popover
      label="Receipts"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Receipts" icon={<ReceiptText />} size="sm" />}
    >
      <div className={styles.panel}>
        <h3>What was done</h3>
        <ul role="list" className={styles.effects}>
          {effects.map((effect) => (
            <Receipt key={effect.id} effect={effect} />
          ))}
        </ul>
      </div>
    </Popover>
  );
}

function Receipt({ effect }: { effect: EffectView }) {
  const clock = useClock();
  const { words, tone } = STATUS[effect.status];
  return (
    <li className={styles.receipt}>
      <p className={styles.head}>
        {effect.title} <Badge tone={tone}>{words}</Badge>
      </p>
      {effect.text && <p>{effect.text}</p>}
      <p className={styles.quiet}>
        {action(effect.capability)}, {formatExact(effect.done_at ?? effect.at, clock)}
      </p>
      {effect.undone_at && <p className={styles.quiet}>Taken back {formatExact(effect.undone_at, clock)}</p>}
      <code>{effect.id}</code>
    </li>
  );
}
