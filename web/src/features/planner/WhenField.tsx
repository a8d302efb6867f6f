import { useId } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { Input } from "@/ui/Field";
import { addDays, dayKey, formatRelative, instantOf, wallTime } from "@/ui/time";
import styles from "./WhenField.module.css";

interface WhenFieldProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  /** With it the time can be left out. */
  optional?: boolean;
}

const MORNING = "09:00";

/** A day and a time on the person's own clock, with the usual choices one press away. */
export function WhenField({ label, value, onChange, optional = false }: WhenFieldProps) {
  const clock = useClock();
  const id = useId();
  const today = dayKey(clock.now, clock.zone);
  const day = value ? dayKey(value, clock.zone) : "";
  const time = value ? wallTime(value, clock.zone) : "";
  const set = (newDay: string, newTime: string) => {
    if (newDay) onChange(instantOf(newDay, newTime || MORNING, clock.zone));
    else if (optional) onChange(null);
  };
  const choices = [
    { label: "Today", day: today },
    { label: "Tomorrow", day: addDays(today, 1) },
    { label: "In a week", day: addDays(today, 7) },
  ];
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.inputs}>
        <Input
          type="date"
          aria-label={`${label}: date`}
          required={!optional}
          value={day}
          onChange={(event) => {
            set(event.target.value, time);
          }}
        />
        <Input
          type="time"
          aria-label={`${label}: time`}
          required={!optional}
          value={time}
          onChange={(event) => {
            set(day || today, event.target.value);
          }}
        />
      </div>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Button
            key={choice.label}
            size="sm"
            aria-pressed={choice.day === day}
            onClick={() => {
              set(choice.day, time);
            }}
          >
            {choice.label}
          </Button>
        ))}
        {optional && value && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              onChange(null);
            }}
          >
            No date
          </Button>
        )}
      </div>
      <p id={id} className={styles.hint}>
        {value ? `${formatRelative(value, clock)}, ` : ""}
        {clock.zone.replace("_", " ")} time
      </p>
    </fieldset>
  );
}
