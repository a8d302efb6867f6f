import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { Field, Input, TextArea } from "@/ui/Field";
import { TagInput } from "@/ui/TagInput";
import { addMinutes, formatWhen } from "@/ui/time";
import { DurationField } from "./DurationField";
import { FormDialog } from "@/ui/FormDialog";
import type { CalendarEvent } from "./types";
import { useEventActions } from "./useEventActions";
import { WhenField } from "./WhenField";

interface EventDialogProps {
  event: Partial<CalendarEvent>; // without an id it is a new one
  onClose: () => void;
}

export function EventDialog({ event, onClose }: EventDialogProps) {
  const clock = useClock();
  const { add, edit, cancel } = useEventActions();
  const [title, setTitle] = useState(event.title ?? "");
  const [start, setStart] = useState(event.start ?? null);
  const [minutes, setMinutes] = useState(lengthOf(event));
  const [location, setLocation] = useState(event.location ?? "");
  const [attendees, setAttendees] = useState(event.attendees ?? []);
  const [description, setDescription] = useState(event.description ?? "");
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const save = () => {
    if (!start) return;
    setState({ busy: true, error: null });
    const input = {
      title: title.trim(),
      start,
      end: addMinutes(start, minutes),
      location: location.trim(),
      attendees,
      description: description.trim(),
    };
    (event.id ? edit(event.id, input) : add(input)).then(onClose, (error: unknown) => {
      setState({ busy: false, error });
    });
  };
  const cancellation = event.id && (
    <Button
      variant="danger"
      icon={<Trash2 aria-hidden />}
      onClick={() => {
        cancel(event as CalendarEvent);
        onClose();
      }}
    >
      Cancel event
    </Button>
  );
  return (
    <FormDialog
      title={event.id ? "Edit event" : "New event"}
      action={event.id ? "Save" : "Add event"}
      cancel={event.id ? "Close" : "Cancel"}
      {...state}
      onClose={onClose}
      onSubmit={save}
      aside={cancellation}
    >
      <Field label="Title">
        {(control) => (
          <Input
            {...control}
            required
            data-autofocus
            maxLength={300}
            value={title}
            onChange={(change) => {
              setTitle(change.target.value);
            }}
          />
        )}
      </Field>
      <WhenField label="Start" value={start} onChange={setStart} />
      <DurationField
        value={minutes}
        onChange={setMinutes}
        hint={start && `Ends ${formatWhen(addMinutes(start, minutes), clock)}`}
      />
      <Field label="Place">
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={location}
            onChange={(change) => {
              setLocation(change.target.value);
            }}
          />
        )}
      </Field>
      <Field label="Who takes part" hint="Press Enter after each name. Nobody is written to.">
        {(control) => <TagInput {...control} maxLength={200} value={attendees} onChange={setAttendees} />}
      </Field>
      <Field label="Description">
        {(control) => (
          <TextArea
            {...control}
            maxLength={5000}
            value={description}
            onChange={(change) => {
              setDescription(change.target.value);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function lengthOf({ start, end }: Partial<CalendarEvent>): number {
  return start && end ? Math.round((Date.parse(end) - Date.parse(start)) / 60_000) : 60;
}
