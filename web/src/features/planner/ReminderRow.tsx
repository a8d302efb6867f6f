import { AlarmClock, BellRing, Ellipsis, Repeat, Trash2 } from "lucide-react";
import { useClock } from "@/api/useClock";
import { DoorIcon, doorTitle } from "@/ui/doors";
import { IconButton } from "@/ui/IconButton";
import { Menu, type MenuItem } from "@/ui/Menu";
import { formatExact, formatRelative, formatWhen } from "@/ui/time";
import { recurrenceInWords } from "./recurrence";
import styles from "./Row.module.css";
import type { Reminder } from "./types";
import { useReminderActions } from "./useReminderActions";

const SNOOZES = [
  { minutes: 10, label: "10 minutes later", words: "in 10 minutes" },
  { minutes: 60, label: "1 hour later", words: "in an hour" },
  { minutes: 24 * 60, label: "1 day later", words: "in a day" },
];

const STATES = {
  queued: "waits",
  sending: "being sent",
  sent: "sent",
  failed: "not sent",
  unknown: "may have arrived",
};

/** The platform that it also comes on, and what became of it there. */
function Where({ reminder: { notification_method: door, receipts } }: { reminder: Reminder }) {
  if (door === "web") return null;
  const outcome = receipts.map(({ state }) => STATES[state]).join(", ");
  return (
    <span>
      <DoorIcon door={door} /> {[doorTitle(door), outcome].filter(Boolean).join(": ")}
    </span>
  );
}

export function ReminderRow({ reminder }: { reminder: Reminder }) {
  const clock = useClock();
  const actions = useReminderActions();
  const { title, description, recurrence } = reminder;
  const delivered = reminder.status === "delivered";
  const at = delivered ? (reminder.delivered_at ?? reminder.time) : reminder.time;
  const items: (MenuItem | null)[] = SNOOZES.map(({ minutes, label, words }) => ({
    label: `Snooze: ${label}`,
    icon: <AlarmClock />,
    onSelect: () => {
      actions.snooze(reminder, minutes, words);
    },
  }));
  const cancel: MenuItem = {
    label: "Cancel reminder",
    icon: <Trash2 />,
    tone: "danger",
    onSelect: () => {
      actions.cancel(reminder);
    },
  };
  return (
    <li className={styles.row}>
      <span className={styles.icon} aria-hidden>
        {delivered ? <BellRing /> : <AlarmClock />}
      </span>
      <div className={styles.main}>
        <span className={styles.title}>{title}</span>
        {description && <p className={styles.description}>{description}</p>}
        <div className={styles.facts}>
          <time dateTime={at} title={formatExact(at, clock)}>
            {delivered && "Delivered "}
            {formatWhen(at, clock)}
          </time>
          <span>{formatRelative(at, clock)}</span>
          <Where reminder={reminder} />
          {recurrence && (
            <span>
              <Repeat aria-hidden /> {recurrenceInWords(recurrence)}
            </span>
          )}
        </div>
      </div>
      <Menu
        label={`Actions for ${title}`}
        trigger={<IconButton label={`Actions for ${title}`} icon={<Ellipsis />} />}
        items={delivered ? items : [...items, null, cancel]}
      />
    </li>
  );
}
