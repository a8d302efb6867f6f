import { AlarmClock, CalendarDays, MapPin, Repeat, Users } from "lucide-react";
import { useClock } from "@/api/useClock";
import { addDays, dayKey, formatTime, instantOf, type Clock } from "@/ui/time";
import type { Entry } from "./agenda";
import styles from "./AgendaRow.module.css";
import { Check } from "./Check";
import { recurrenceInWords } from "./recurrence";
import rows from "./Row.module.css";
import type { CalendarEvent, Task } from "./types";
import { useTaskActions } from "./useTaskActions";

interface AgendaRowProps {
  entry: Entry;
  day: string;
  onEvent: (event: CalendarEvent) => void;
  onTask?: (task: Task) => void;
}

export function AgendaRow({ entry, day, onEvent, onTask }: AgendaRowProps) {
  const clock = useClock();
  return (
    <li className={rows.row}>
      <div className={styles.time}>
        <time dateTime={entry.at}>{timeOf(entry, day, clock)}</time>
      </div>
      <Mark entry={entry} />
      <div className={rows.main}>
        {entry.kind === "reminder" ? (
          <span className={rows.title}>{entry.item.title}</span>
        ) : (
          <button
            type="button"
            className={rows.title}
            onClick={() => {
              if (entry.kind === "event") onEvent(entry.item);
              else onTask?.(entry.item);
            }}
          >
            {entry.item.title}
          </button>
        )}
        <Facts entry={entry} />
      </div>
    </li>
  );
}

function Mark({ entry }: { entry: Entry }) {
  const { complete } = useTaskActions();
  if (entry.kind === "task")
    return (
      <Check
        checked={false}
        label={`Complete ${entry.item.title}`}
        onChange={() => {
          complete(entry.item);
        }}
      />
    );
  const event = entry.kind === "event";
  return (
    <span className={rows.icon}>
      {event ? <CalendarDays aria-hidden /> : <AlarmClock aria-hidden />}
      <span className="visually-hidden">{event ? "Event:" : "Reminder:"}</span>
    </span>
  );
}

function Facts({ entry }: { entry: Entry }) {
  if (entry.kind === "event") {
    const { location, attendees } = entry.item;
    if (!location && attendees.length === 0) return null;
    return (
      <div className={rows.facts}>
        {location && (
          <span>
            <MapPin aria-hidden /> {location}
          </span>
        )}
        {attendees.length > 0 && (
          <span>
            <Users aria-hidden /> {attendees.join(", ")}
          </span>
        )}
      </div>
    );
  }
  const { recurrence } = entry.item;
  return recurrence ? (
    <div className={rows.facts}>
      <span>
        <Repeat aria-hidden /> {recurrenceInWords(recurrence)}
      </span>
    </div>
  ) : null;
}

/** The part of an event that is on this day. */
function timeOf(entry: Entry, day: string, clock: Clock): string {
  if (entry.kind !== "event") return formatTime(entry.at, clock);
  const { start, end } = entry.item;
  const before = dayKey(start, clock.zone) < day;
  const after = Date.parse(end) > Date.parse(instantOf(addDays(day, 1), "00:00", clock.zone));
  if (before && after) return "All day";
  if (before) return `until ${formatTime(end, clock)}`;
  return after
    ? `from ${formatTime(start, clock)}`
    : `${formatTime(start, clock)} – ${formatTime(end, clock)}`;
}
