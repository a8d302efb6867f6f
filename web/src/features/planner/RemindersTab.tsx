import { AlarmClock } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { QuickAdd, type Draft } from "./QuickAdd";
import { useReminders } from "./queries";
import { ReminderDialog } from "./ReminderDialog";
import { ReminderRow } from "./ReminderRow";
import rows from "./Row.module.css";
import styles from "./Tab.module.css";
import { useReminderActions } from "./useReminderActions";

const HISTORY = 20;

export function RemindersTab() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const { add, busy } = useReminderActions();
  return (
    <div className={styles.tab}>
      <QuickAdd
        label="New reminder"
        placeholder="Remind me, such as: call Ana tomorrow at 9"
        whenLabel="At"
        needsTime
        busy={busy}
        onAdd={({ title, when }) => add({ title, time: when ?? "" })}
        onDetails={setDraft}
      />
      <Upcoming />
      <Delivered />
      {draft && (
        <ReminderDialog
          draft={draft}
          onClose={() => {
            setDraft(null);
          }}
        />
      )}
    </div>
  );
}

function Upcoming() {
  const { data, isPending, isError, error, refetch } = useReminders("scheduled");
  if (isPending) return <Skeleton lines={4} label="Loading the reminders" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <EmptyState icon={<AlarmClock />} title="No reminders ahead">
        Add one above, or tell the assistant: “remind me tomorrow at 9 to call Ana”.
      </EmptyState>
    );
  return (
    <section className={styles.section} aria-label="Upcoming reminders">
      <h2 className={styles.heading}>Upcoming</h2>
      <ul role="list" className={rows.list}>
        {data.items.map((reminder) => (
          <ReminderRow key={reminder.id} reminder={reminder} />
        ))}
      </ul>
    </section>
  );
}

function Delivered() {
  const { data } = useReminders("delivered");
  if (!data || data.items.length === 0) return null;
  const latest = [...data.items].sort((a, b) =>
    (b.delivered_at ?? b.time).localeCompare(a.delivered_at ?? a.time),
  );
  return (
    <section className={styles.section} aria-label="Delivered reminders">
      <h2 className={styles.heading}>Delivered</h2>
      <ul role="list" className={rows.list}>
        {latest.slice(0, HISTORY).map((reminder) => (
          <ReminderRow key={reminder.id} reminder={reminder} />
        ))}
      </ul>
    </section>
  );
}
