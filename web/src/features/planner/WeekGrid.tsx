import clsx from "clsx";
import { useEffect, useRef } from "react";
import { useClock } from "@/api/useClock";
import { dayKey, formatFullDate, formatTime, instantOf, plain, wallTime } from "@/ui/time";
import { layoutWeek, type Segment } from "./calendarLayout";
import type { CalendarEvent } from "./types";
import styles from "./WeekGrid.module.css";

interface WeekGridProps {
  events: CalendarEvent[];
  first: string;
  count: number;
  onOpen: (event: CalendarEvent) => void;
  onAdd: (start: string) => void;
}

const DAY = 24 * 60;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MORNING = 7.5; // what is at the top at first

export function WeekGrid({ events, first, count, onOpen, onAdd }: WeekGridProps) {
  const clock = useClock();
  const scroller = useRef<HTMLDivElement>(null);
  const week = layoutWeek(events, first, count, clock.zone);
  const today = dayKey(clock.now, clock.zone);
  useEffect(() => {
    const element = scroller.current;
    const hours = element?.querySelector("[data-hours]");
    if (element && hours) element.scrollTop = (hours.clientHeight / 24) * MORNING;
  }, []);
  const columns = { "--days": count } as React.CSSProperties;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={columns}
      tabIndex={0}
      role="region"
      aria-label="Week of events"
    >
      <div className={styles.head}>
        <span className={styles.corner} />
        {week.days.map((day) => (
          <div key={day} className={clsx(styles.day, day === today && styles.today)}>
            <span>{plain(day, clock, { weekday: "short" })}</span>
            <strong>{plain(day, clock, { day: "numeric" })}</strong>
          </div>
        ))}
        {week.allDay.map(({ event, first: from, last, row }) => (
          <button
            key={event.id}
            type="button"
            className={styles.long}
            style={{ gridColumn: `${String(from + 2)} / ${String(last + 3)}`, gridRow: row + 2 }}
            onClick={() => {
              onOpen(event);
            }}
          >
            {event.title}
          </button>
        ))}
      </div>
      <div className={styles.body} data-hours>
        <div className={styles.hours} aria-hidden>
          {HOURS.slice(1).map((hour) => (
            <span key={hour} style={{ top: `${String((hour / 24) * 100)}%` }}>
              {formatTime(`2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`, { ...clock, zone: "UTC" })}
            </span>
          ))}
        </div>
        {week.days.map((day) => (
          <section
            key={day}
            className={styles.column}
            aria-label={formatFullDate(day, clock)}
            onClick={(click) => {
              if (click.target === click.currentTarget) onAdd(pressed(click, day, clock.zone));
            }}
          >
            {(week.timed.get(day) ?? []).map((segment) => (
              <EventBlock key={segment.event.id} segment={segment} onOpen={onOpen} />
            ))}
            {day === today && <NowLine time={wallTime(clock.now.toISOString(), clock.zone)} />}
          </section>
        ))}
      </div>
    </div>
  );
}

interface EventBlockProps {
  segment: Segment<CalendarEvent>;
  onOpen: (event: CalendarEvent) => void;
}

function EventBlock({ segment, onOpen }: EventBlockProps) {
  const clock = useClock();
  const { event, from, to, column, columns } = segment;
  const times = `${formatTime(event.start, clock)} – ${formatTime(event.end, clock)}`;
  const percent = (part: number) => `${String(part * 100)}%`;
  return (
    <button
      type="button"
      className={styles.event}
      data-short={to - from <= 40 || undefined}
      data-past={Date.parse(event.end) < clock.now.getTime() || undefined}
      style={{
        top: percent(from / DAY),
        height: percent((to - from) / DAY),
        left: percent(column / columns),
        width: percent(1 / columns),
      }}
      title={[event.title, times, event.location].filter(Boolean).join("\n")}
      onClick={() => {
        onOpen(event);
      }}
    >
      <strong>{event.title}</strong> <span>{times}</span> {event.location && <span>{event.location}</span>}
    </button>
  );
}

function NowLine({ time }: { time: string }) {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return (
    <div
      className={styles.now}
      style={{ top: `${String(((hour * 60 + minute) / DAY) * 100)}%` }}
      aria-hidden
    />
  );
}

/** The half hour that was pressed. */
function pressed(click: React.MouseEvent, day: string, zone: string): string {
  const box = click.currentTarget.getBoundingClientRect();
  const half = Math.min(47, Math.max(0, Math.floor(((click.clientY - box.top) / box.height) * 48)));
  const time = `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
  return instantOf(day, time, zone);
}
