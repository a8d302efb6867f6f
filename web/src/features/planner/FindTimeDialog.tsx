import { useMutation } from "@tanstack/react-query";
import { CalendarSearch } from "lucide-react";
import { useState } from "react";
import { request } from "@/api/client";
import { useClock } from "@/api/useClock";
import { EmptyState } from "@/ui/EmptyState";
import { Field, Input, Select } from "@/ui/Field";
import { addDays, dayKey, formatExact, formatTime, formatWhen, instantOf } from "@/ui/time";
import { DurationField } from "./DurationField";
import styles from "./FindTimeDialog.module.css";
import { FormDialog } from "@/ui/FormDialog";
import { pathOf } from "./queries";
import type { Priority, Slot } from "./types";

interface FindTimeDialogProps {
  onClose: () => void;
  onChoose: (slot: Slot) => void;
}

interface Wish {
  duration_minutes: number;
  earliest_time: string;
  latest_time: string;
  priority: Priority;
}

export function FindTimeDialog({ onClose, onChoose }: FindTimeDialogProps) {
  const clock = useClock();
  const today = dayKey(clock.now, clock.zone);
  const [minutes, setMinutes] = useState(60);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(addDays(today, 7));
  const [priority, setPriority] = useState<Priority>("medium");
  const find = useMutation({
    mutationFn: async (body: Wish) =>
      (await request<{ slots: Slot[] }>(`${pathOf("event")}/find-time`, { method: "POST", body })).slots,
  });
  const search = () => {
    const start = from <= today ? clock.now.toISOString() : instantOf(from, "00:00", clock.zone);
    const end = instantOf(addDays(to, 1), "00:00", clock.zone);
    find.mutate({ duration_minutes: minutes, earliest_time: start, latest_time: end, priority });
  };
  return (
    <FormDialog
      title="Find a time"
      action="Search"
      cancel="Close"
      busy={find.isPending}
      error={find.error}
      onClose={onClose}
      onSubmit={search}
    >
      <div className={styles.fields}>
        <DurationField value={minutes} onChange={setMinutes} />
        <Field label="How urgent">
          {(control) => (
            <Select
              {...control}
              value={priority}
              onChange={(event) => {
                setPriority(event.target.value as Priority);
              }}
            >
              <option value="high">As soon as possible</option>
              <option value="medium">A good time</option>
              <option value="low">Where it disturbs least</option>
            </Select>
          )}
        </Field>
        <DayField label="From" value={from} least={today} onChange={setFrom} />
        <DayField label="To" value={to} least={from} onChange={setTo} />
      </div>
      {find.data && <Slots slots={find.data} onChoose={onChoose} />}
    </FormDialog>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  least: string;
  onChange: (day: string) => void;
}

function DayField({ label, value, least, onChange }: DayFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          required
          min={least}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

function Slots({ slots, onChoose }: { slots: Slot[]; onChoose: (slot: Slot) => void }) {
  const clock = useClock();
  if (slots.length === 0)
    return (
      <EmptyState icon={<CalendarSearch />} title="No free time">
        Nothing of that length is free in those days. Allow more days, or a shorter time.
      </EmptyState>
    );
  return (
    <section aria-label="Free times" aria-live="polite">
      <ol role="list" className={styles.slots}>
        {slots.map((slot) => (
          <li key={slot.start}>
            <button
              type="button"
              className={styles.slot}
              title={formatExact(slot.start, clock)}
              onClick={() => {
                onChoose(slot);
              }}
            >
              <strong>
                {formatWhen(slot.start, clock)} – {formatTime(slot.end, clock)}
              </strong>
              <span>{slot.reason}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
