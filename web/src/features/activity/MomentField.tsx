import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { addMinutes, dayKey, wallTime } from "@/ui/time";
import type { Clock } from "@/ui/time";
import styles from "./UndoSinceDialog.module.css";

export interface Moment {
  day: string;
  time: string;
}

interface MomentFieldProps {
  value: Moment;
  clock: Clock;
  onChange: (value: Moment) => void;
}

/** A day and a time of the person's zone, and the moments that are asked for most. */
export function MomentField({ value, clock, onChange }: MomentFieldProps) {
  const today = dayKey(clock.now, clock.zone);
  const ago = (minutes: number): Moment => {
    const at = addMinutes(clock.now.toISOString(), -minutes);
    return { day: dayKey(at, clock.zone), time: wallTime(at, clock.zone) };
  };
  const shortcuts: { label: string; moment: () => Moment }[] = [
    { label: "10 minutes ago", moment: () => ago(10) },
    { label: "1 hour ago", moment: () => ago(60) },
    { label: "This morning", moment: () => ({ day: today, time: "00:00" }) },
  ];
  return (
    <div className={styles.moment}>
      <div className={styles.shortcuts}>
        {shortcuts.map(({ label, moment }) => (
          <Button
            key={label}
            size="sm"
            onClick={() => {
              onChange(moment());
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className={styles.fields}>
        <Field label="Since the day">
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              max={today}
              value={value.day}
              onChange={(event) => {
                onChange({ ...value, day: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="At" hint={clock.zone.replaceAll("_", " ")}>
          {(control) => (
            <Input
              {...control}
              type="time"
              required
              value={value.time}
              onChange={(event) => {
                onChange({ ...value, time: event.target.value });
              }}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
