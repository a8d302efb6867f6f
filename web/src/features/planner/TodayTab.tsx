import { useState } from "react";
import { useClock } from "@/api/useClock";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { Button } from "@/ui/Button";
import { addDays, dayKey, formatDate, formatFullDate, instantOf } from "@/ui/time";
import { agendaOf } from "./agenda";
import { AgendaRow } from "./AgendaRow";
import { EventDialog } from "./EventDialog";
import { useEvents, useReminders, useTasks } from "./queries";
import rows from "./Row.module.css";
import styles from "./Tab.module.css";
import { TaskDialog } from "./TaskDialog";
import { TaskRow } from "./TaskRow";
import type { CalendarEvent, Task } from "./types";

const DAYS = 7;
const UNDATED = 5; // shown, as the page is of the day

export function TodayTab({ onAllTasks }: { onAllTasks: () => void }) {
  const clock = useClock();
  const today = dayKey(clock.now, clock.zone);
  const tasks = useTasks("open");
  const reminders = useReminders("scheduled");
  const events = useEvents(
    instantOf(today, "00:00", clock.zone),
    instantOf(addDays(today, DAYS), "00:00", clock.zone),
  );
  const [task, setTask] = useState<Task | null>(null);
  const [event, setEvent] = useState<CalendarEvent | null>(null);
  const failed = [tasks, reminders, events].find((query) => query.isError);
  if (failed) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!tasks.data || !reminders.data || !events.data) return <Skeleton lines={6} label="Loading the day" />;
  const plans = { tasks: tasks.data.items, reminders: reminders.data.items, events: events.data.items };
  const { overdue, undated, days } = agendaOf(plans, clock, DAYS);
  return (
    <div className={styles.tab}>
      {overdue.length > 0 && (
        <section className={styles.section} aria-label="Late tasks">
          <h2 className={styles.heading}>Late</h2>
          <ul role="list" className={rows.list}>
            {overdue.map((late) => (
              <TaskRow key={late.id} task={late} onEdit={setTask} />
            ))}
          </ul>
        </section>
      )}
      {days
        .filter(({ day, entries }) => day === today || entries.length > 0)
        .map(({ day, entries }) => (
          <section key={day} className={styles.section} aria-label={formatFullDate(day, clock)}>
            <h2 className={styles.heading}>
              {formatDate(day, clock)}{" "}
              {day <= addDays(today, 1) && <small>{formatFullDate(day, clock)}</small>}
            </h2>
            {entries.length === 0 && <p className={styles.free}>Nothing more today.</p>}
            {entries.length > 0 && (
              <ul role="list" className={rows.list}>
                {entries.map((entry) => (
                  <AgendaRow
                    key={entry.item.id}
                    entry={entry}
                    day={day}
                    onEvent={setEvent}
                    onTask={setTask}
                  />
                ))}
              </ul>
            )}
          </section>
        ))}
      {undated.length > 0 && (
        <section className={styles.section} aria-label="Tasks without a date">
          <h2 className={styles.heading}>Any day</h2>
          <ul role="list" className={rows.list}>
            {undated.slice(0, UNDATED).map((open) => (
              <TaskRow key={open.id} task={open} onEdit={setTask} />
            ))}
          </ul>
          {undated.length > UNDATED && (
            <div>
              <Button variant="ghost" size="sm" onClick={onAllTasks}>
                All {undated.length} in Tasks
              </Button>
            </div>
          )}
        </section>
      )}
      {task && (
        <TaskDialog
          task={task}
          onClose={() => {
            setTask(null);
          }}
        />
      )}
      {event && (
        <EventDialog
          event={event}
          onClose={() => {
            setEvent(null);
          }}
        />
      )}
    </div>
  );
}
