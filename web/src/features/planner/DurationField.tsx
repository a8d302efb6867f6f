import { Field, Select } from "@/ui/Field";

const CHOICES = [15, 30, 45, 60, 90, 120, 180, 240, 480, 1440, 2880];

interface DurationFieldProps {
  value: number; // minutes
  onChange: (minutes: number) => void;
  hint?: string | null;
}

export function DurationField({ value, onChange, hint }: DurationFieldProps) {
  const choices = CHOICES.includes(value) ? CHOICES : [...CHOICES, value].sort((a, b) => a - b);
  return (
    <Field label="Duration" hint={hint}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(Number(event.target.value));
          }}
        >
          {choices.map((minutes) => (
            <option key={minutes} value={minutes}>
              {durationInWords(minutes)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** "45 minutes", "1 hour 30 minutes", "2 days". */
export function durationInWords(minutes: number): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${String(count)} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}
