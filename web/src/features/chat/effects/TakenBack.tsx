import { Undo2 } from "lucide-react";
import { counted } from "@/ui/numbers";
import type { Turn } from "../model/turn";
import styles from "./Effects.module.css";
import { useEffects } from "./useEffects";

/** An answer tells what was done then; this tells that it is not so any more. */
export function TakenBack({ turn }: { turn: Turn }) {
  const { effects } = useEffects(turn);
  const undone = effects.filter((effect) => effect.status === "undone");
  if (undone.length === 0) return null;
  const [only] = effects.length === 1 ? undone : [];
  return (
    <p className={styles.takenBack}>
      <Undo2 aria-hidden />
      {only
        ? `Taken back: ${only.title}`
        : `Taken back: ${undone.length === effects.length ? "all" : String(undone.length)} of ${counted(effects.length, "step")}`}
    </p>
  );
}
