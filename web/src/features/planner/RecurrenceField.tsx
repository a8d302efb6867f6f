import { Field, Select } from "@/ui/Field";
import { recurrenceChoices } from "./recurrence";

interface RecurrenceFieldProps {
  day: string;
  value: string;
  onChange: (rule: string) => void;
}

export function RecurrenceField({ day, value, onChange }: RecurrenceFieldProps) {
  const choices = recurrenceChoices(day);
  const kind = choices.findIndex((choice) => sameKind(choice.value, value));
  return (
    <Field label="Repeat">
      {(control) => (
        <Select
          {...control}
          value={choices[kind]?.value ?? ""}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The rule chosen for another day is the same kind of rule: "every Monday" becomes "every Tuesday". */
function sameKind(one: string, other: string): boolean {
  if (one === other) return true;
  const shape = (rule: string) => rule.replace(/BYDAY=[A-Z]{2}$/, "BYDAY").replace(/=\d+/g, "");
  return one !== "" && shape(one) === shape(other) && one.includes("INTERVAL") === other.includes("INTERVAL");
}

/** The chosen rule for the day that the thing now first happens on. */
export function ruleFor(day: string, value: string): string | null {
  return recurrenceChoices(day).find((choice) => sameKind(choice.value, value))?.value || null;
}
