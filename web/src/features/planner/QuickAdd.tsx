import { CalendarClock, Plus, X } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { addDays, dayKey, formatExact, formatWhen, instantOf } from "@/ui/time";
import styles from "./QuickAdd.module.css";
import { useFoundDate } from "./useFoundDate";

export interface Draft {
  title: string;
  when: string | null;
}

interface QuickAddProps {
  label: string;
  placeholder: string;
  /** What the time is for: "Due", "Remind me". */
  whenLabel: string;
  /** Without a time, the details are asked for instead. */
  needsTime?: boolean;
  busy: boolean;
  onAdd: (draft: Draft) => Promise<unknown>;
  onDetails: (draft: Draft) => void;
}

/** One line to add something; a date written in it becomes the time, and can be taken back. */
export function QuickAdd({
  label,
  placeholder,
  whenLabel,
  needsTime = false,
  busy,
  onAdd,
  onDetails,
}: QuickAddProps) {
  const clock = useClock();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [ignored, setIgnored] = useState("");
  const found = useFoundDate(text, clock);
  const date = found && found.phrase !== ignored ? found : null;
  const when = date?.instant ?? chosen;
  const draft = { title: (date?.rest ?? "") || text.trim(), when };
  const clear = () => {
    setText("");
    setChosen(null);
    setIgnored("");
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!draft.title) return;
    if (needsTime && !when) onDetails(draft);
    else void onAdd(draft).then(clear, () => undefined);
  };
  const drop = () => {
    setIgnored(date?.phrase ?? "");
    setChosen(null);
  };
  const at = (days: number) => instantOf(addDays(dayKey(clock.now, clock.zone), days), "09:00", clock.zone);
  const choices = [
    { label: "Tomorrow", instant: at(1) },
    { label: "In a week", instant: at(7) },
  ];
  return (
    <form className={styles.form} onSubmit={submit} aria-label={label}>
      <div className={styles.line}>
        <Plus aria-hidden className={styles.plus} />
        <input
          aria-label={label}
          placeholder={placeholder}
          value={text}
          maxLength={300}
          className={styles.input}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <Button type="submit" variant="primary" size="sm" busy={busy} disabled={!text.trim()}>
          Add
        </Button>
      </div>
      {text.trim() && (
        <div className={styles.extra}>
          <p className={styles.when} aria-live="polite">
            <CalendarClock aria-hidden />
            {when ? (
              <span title={formatExact(when, clock)}>
                {whenLabel} <strong>{formatWhen(when, clock)}</strong>
              </span>
            ) : (
              <span>{needsTime ? "No time yet" : "No date"}</span>
            )}
            {when && <IconButton label="Remove the date" icon={<X />} size="sm" onClick={drop} />}
          </p>
          {!when &&
            choices.map((choice) => (
              <Button
                key={choice.label}
                size="sm"
                onClick={() => {
                  setChosen(choice.instant);
                }}
              >
                {choice.label}
              </Button>
            ))}
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              onDetails(draft);
              clear();
            }}
          >
            More details
          </Button>
        </div>
      )}
    </form>
  );
}
