import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Field, Input, TextArea } from "@/ui/Field";
import { dayKey } from "@/ui/time";
import { FormDialog } from "@/ui/FormDialog";
import type { Draft } from "./QuickAdd";
import { RecurrenceField, ruleFor } from "./RecurrenceField";
import { useReminderActions } from "./useReminderActions";
import type { Reminder } from "./types";
import { WhenField } from "./WhenField";
import { WhereField } from "./WhereField";

export function ReminderDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const clock = useClock();
  const { add } = useReminderActions();
  const [title, setTitle] = useState(draft.title);
  const [description, setDescription] = useState("");
  const [time, setTime] = useState(draft.when);
  const [repeat, setRepeat] = useState("");
  const [where, setWhere] = useState<Reminder["notification_method"]>("web");
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const fail = (error: unknown) => {
    setState({ busy: false, error });
  };
  const save = () => {
    if (!time) return;
    if (Date.parse(time) <= Date.now()) {
      fail("That time is already past. Choose a later one.");
      return;
    }
    setState({ busy: true, error: null });
    const recurrence = repeat ? ruleFor(dayKey(time, clock.zone), repeat) : null;
    add({
      title: title.trim(),
      description: description.trim(),
      time,
      recurrence,
      notification_method: where,
    }).then(onClose, fail);
  };
  return (
    <FormDialog title="New reminder" action="Remind me" {...state} onClose={onClose} onSubmit={save}>
      <Field label="What about">
        {(control) => (
          <Input
            {...control}
            required
            data-autofocus
            maxLength={300}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
            }}
          />
        )}
      </Field>
      <WhenField label="When" value={time} onChange={setTime} />
      {time && <RecurrenceField day={dayKey(time, clock.zone)} value={repeat} onChange={setRepeat} />}
      <WhereField value={where} onChange={setWhere} />
      <Field label="More about it">
        {(control) => (
          <TextArea
            {...control}
            maxLength={5000}
            value={description}
            onChange={(event) => {
              setDescription(event.target.value);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
