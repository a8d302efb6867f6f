import { CalendarSearch, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { IconButton } from "@/ui/IconButton";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { Skeleton } from "@/ui/Skeleton";
import { addDays, addMinutes, dayKey, instantOf, plain, weekStart, type Clock } from "@/ui/time";
import { useMediaQuery } from "@/ui/useMediaQuery";
import styles from "./CalendarTab.module.css";
import { EventAgenda } from "./EventAgenda";
import { EventDialog } from "./EventDialog";
import { FindTimeDialog } from "./FindTimeDialog";
import { useEvents } from "./queries";
import type { CalendarEvent } from "./types";
import { WeekGrid } from "./WeekGrid";

type View = "week" | "agenda";

export function CalendarTab() {
  const clock = useClock();
  const narrow = useMediaQuery("(max-width: 48rem)");
  const count = narrow ? 3 : 7;
  const today = dayKey(clock.now, clock.zone);
  const [day, setDay] = useState(today);
  const [view, setView] = useState<View>("week");
  const [editing, setEditing] = useState<Partial<CalendarEvent> | null>(null);
  const [finding, setFinding] = useState(false);
  const first = narrow ? day : weekStart(day);
  const span = view === "agenda" ? 14 : count;
  const from = view === "agenda" ? day : first;
  const events = useEvents(
    instantOf(from, "00:00", clock.zone),
    instantOf(addDays(from, span), "00:00", clock.zone),
  );
  const shown = events.data?.items.filter((event) => event.status === "confirmed") ?? [];
  const add = (start: string) => {
    setEditing({ start, end: addMinutes(start, 60) });
  };
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <div className={styles.group}>
          <Button
            onClick={() => {
              setDay(today);
            }}
          >
            Today
          </Button>
          <IconButton
            label="Earlier"
            icon={<ChevronLeft />}
            onClick={() => {
              setDay(addDays(day, -span));
            }}
          />
          <IconButton
            label="Later"
            icon={<ChevronRight />}
            onClick={() => {
              setDay(addDays(day, span));
            }}
          />
          <h2 className={styles.range} aria-live="polite">
            {rangeInWords(from, addDays(from, span - 1), clock)}
          </h2>
        </div>
        <div className={styles.group}>
          <SegmentedControl
            label="Calendar view"
            value={view}
            onChange={setView}
            options={[
              { value: "week", label: narrow ? "Days" : "Week" },
              { value: "agenda", label: "Agenda" },
            ]}
          />
          <Button
            icon={<CalendarSearch aria-hidden />}
            aria-label="Find a time"
            onClick={() => {
              setFinding(true);
            }}
          >
            {narrow ? null : "Find a time"}
          </Button>
          <Button
            variant="primary"
            icon={<Plus aria-hidden />}
            aria-label="New event"
            onClick={() => {
              add(nextHour(clock.now));
            }}
          >
            {narrow ? null : "New event"}
          </Button>
        </div>
      </div>
      {events.isError && <ErrorNotice error={events.error} onRetry={() => void events.refetch()} />}
      {events.isPending && <Skeleton lines={8} label="Loading the calendar" />}
      {events.data && view === "week" && (
        <WeekGrid events={shown} first={first} count={count} onOpen={setEditing} onAdd={add} />
      )}
      {events.data && view === "agenda" && (
        <EventAgenda events={shown} first={from} count={span} onOpen={setEditing} />
      )}
      {editing && (
        <EventDialog
          event={editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
      {finding && (
        <FindTimeDialog
          onClose={() => {
            setFinding(false);
          }}
          onChoose={({ start, end }) => {
            setFinding(false);
            setEditing({ start, end });
          }}
        />
      )}
    </div>
  );
}

function nextHour(now: Date): string {
  return addMinutes(new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000).toISOString(), 60);
}

/** "16 – 22 November 2026", "30 November – 6 December 2026". */
function rangeInWords(first: string, last: string, clock: Clock): string {
  const same = first.slice(0, 7) === last.slice(0, 7);
  const start = plain(first, clock, same ? { day: "numeric" } : { day: "numeric", month: "short" });
  return `${start} – ${plain(last, clock, { day: "numeric", month: same ? "long" : "short", year: "numeric" })}`;
}
