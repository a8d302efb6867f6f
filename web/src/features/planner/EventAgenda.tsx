import { CalendarDays } from "lucide-react";
import { useClock } from "@/api/useClock";
import { EmptyState } from "@/ui/EmptyState";
import { addDays, formatDate, formatFullDate } from "@/ui/time";
import { AgendaRow } from "./AgendaRow";
import { entriesOn } from "./agenda";
import rows from "./Row.module.css";
import styles from "./Tab.module.css";
import type { CalendarEvent } from "./types";

interface EventAgendaProps {
  events: CalendarEvent[];
  first: string;
  count: number;
  onOpen: (event: CalendarEvent) => void;
}

export function EventAgenda({ events, first, count, onOpen }: EventAgendaProps) {
  const clock = useClock();
  const days = Array.from({ length: count }, (_, index) => addDays(first, index));
  const entries = events.map((item) => ({ kind: "event" as const, at: item.start, item }));
  const filled = days
    .map((day) => ({ day, found: entriesOn(entries, day, clock.zone) }))
    .filter(({ found }) => found.length > 0);
  if (filled.length === 0)
    return (
      <EmptyState icon={<CalendarDays />} title="Nothing in these days">
        Add an event, or tell the assistant: “schedule lunch with Marko on Friday at 12”.
      </EmptyState>
    );
  return filled.map(({ day, found }) => (
    <section key={day} className={styles.section} aria-label={formatFullDate(day, clock)}>
      <h3 className={styles.heading}>{formatDate(day, clock)}</h3>
      <ul role="list" className={rows.list}>
        {found.map((entry) => (
          <AgendaRow key={entry.item.id} entry={entry} day={day} onEvent={onOpen} />
        ))}
      </ul>
    </section>
  ));
}
