import { useState } from "react";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { counted } from "@/ui/numbers";
import { Switch } from "@/ui/Switch";
import styles from "./Groups.module.css";
import { useChoice } from "./queries";
import type { GroupView } from "./types";

/** What the person decides about themselves in a group. Opting out is asked about: it removes what was counted. */
export function Participation({ group }: { group: GroupView }) {
  const choice = useChoice(group);
  const [leaving, setLeaving] = useState(false);
  const wished = choice.isPending ? choice.variables : {};
  return (
    <div className={styles.choices}>
      <Switch
        label="Count me"
        checked={wished.counted ?? group.counted}
        disabled={choice.isPending}
        onChange={(on) => {
          if (on) choice.mutate({ counted: true });
          else setLeaving(true);
        }}
      />
      <Switch
        label={`Send me the report of each day at ${group.report_at}`}
        checked={wished.daily ?? group.daily}
        disabled={choice.isPending}
        onChange={(daily) => {
          choice.mutate({ daily });
        }}
      />
      <p className={styles.note}>
        {group.counted
          ? `What counts you is removed after ${counted(group.keep_days, "day")}. No text of yours is kept.`
          : "You are in no report, and nothing of you is kept but that."}
      </p>
      <ConfirmDialog
        open={leaving}
        onClose={() => {
          setLeaving(false);
        }}
        title={`Stop counting you in ${group.title}?`}
        description="What counted you so far is removed too, also from reports that were not sent yet. That part cannot be taken back."
        action="Stop counting me"
        onConfirm={() => {
          setLeaving(false);
          choice.mutate({ counted: false });
        }}
      />
    </div>
  );
}
