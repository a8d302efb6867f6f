import { useState } from "react";
import type { UndoReport } from "@/api/effects";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { counted } from "@/ui/numbers";
import { addMinutes, dayKey, instantOf, wallTime } from "@/ui/time";
import type { Clock } from "@/ui/time";
import { MomentField } from "./MomentField";
import type { Moment } from "./MomentField";
import { OutcomeList } from "./OutcomeList";
import { useEffectsSince, useUndo } from "./queries";
import styles from "./UndoSinceDialog.module.css";
import { UndoPreview } from "./UndoPreview";
import { partition } from "./partition";

export function UndoSinceDialog({ onClose }: { onClose: () => void }) {
  const clock = useClock();
  const [moment, setMoment] = useState<Moment>(() => hourAgo(clock));
  const since = instant(moment, clock);
  const preview = useEffectsSince(since);
  const undo = useUndo();
  const count = preview.data ? partition(preview.data.items).possible.length : 0;
  if (undo.data)
    return (
      <Dialog
        open
        onClose={onClose}
        title="What became of it"
        description={summary(undo.data)}
        footer={
          <Button variant="primary" data-autofocus onClick={onClose}>
            Close
          </Button>
        }
      >
        <div role="status" className={styles.scroll}>
          <OutcomeList label="Outcomes" outcomes={undo.data.outcomes} titles />
        </div>
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Undo everything since…"
      description="What the assistant did since then is taken back, the newest first. What you changed afterwards is left alone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={undo.isPending}
            disabled={!since || preview.isPending || preview.isPlaceholderData || count === 0}
            onClick={() => {
              undo.mutate({ since });
            }}
          >
            {count > 0 ? `Undo ${counted(count, "action")}` : "Undo"}
          </Button>
        </>
      }
    >
      {undo.isError && <ErrorNotice error={undo.error} />}
      <MomentField value={moment} clock={clock} onChange={setMoment} />
      <UndoPreview preview={preview} />
    </Dialog>
  );
}

function summary({ text, outcomes }: UndoReport): string {
  const now = outcomes.filter(({ status }) => status !== "already");
  if (now.length <= 1) return text.split("\n")[0] ?? "";
  const undone = now.filter(({ status }) => status === "undone").length;
  if (undone === now.length) return `${counted(undone, "action")} were taken back.`;
  return `${String(undone)} of ${counted(now.length, "action")} were taken back.`;
}

function hourAgo(clock: Clock): Moment {
  const at = addMinutes(clock.now.toISOString(), -60);
  return { day: dayKey(at, clock.zone), time: wallTime(at, clock.zone) };
}

function instant({ day, time }: Moment, { zone }: Clock): string {
  return day && time ? instantOf(day, time, zone) : "";
}
