import { useId, useState } from "react";
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
  const [typed, setTyped] = useState<{ day: string; time: string } | null>(null); // half a date, while it is typed
  const set = (newDay: string, newTime: string) => {
    onChange(instantOf(newDay, newTime || MORNING, clock.zone));
  };
  const type = (part: { day?: string; time?: string }) => {
    const now = { day, time, ...typed, ...part };
    setTyped(now);
    if (part.day || part.time) set(now.day || today, now.time);
    else if (part.day === "" && optional) onChange(null);
  };
  const settle = () => {
    setTyped(null);
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
          value={typed?.day ?? day}
          onBlur={settle}
          onChange={(event) => {
            type({ day: event.target.value });
          }}
        />
        <Input
          type="time"
          aria-label={`${label}: time`}
          required={!optional}
          value={typed?.time ?? time}
          onBlur={settle}
          onChange={(event) => {
            type({ time: event.target.value });
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
