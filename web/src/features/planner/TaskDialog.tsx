import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Field, Input, TextArea } from "@/ui/Field";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { TagInput } from "@/ui/TagInput";
import { dayKey } from "@/ui/time";
import { FormDialog } from "@/ui/FormDialog";
import { RecurrenceField, ruleFor } from "./RecurrenceField";
import type { Priority, Task } from "./types";
import { useTaskActions } from "./useTaskActions";
import { WhenField } from "./WhenField";

interface TaskDialogProps {
  task: Partial<Task>; // without an id it is a new one
  onClose: () => void;
}

const PRIORITIES: { value: Priority; label: string }[] = [
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
];

export function TaskDialog({ task, onClose }: TaskDialogProps) {
  const clock = useClock();
  const { add, edit } = useTaskActions();
  const [title, setTitle] = useState(task.title ?? "");
  const [description, setDescription] = useState(task.description ?? "");
  const [due, setDue] = useState(task.due ?? null);
  const [priority, setPriority] = useState<Priority>(task.priority ?? "medium");
  const [tags, setTags] = useState(task.tags ?? []);
  const [repeat, setRepeat] = useState("");
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const save = () => {
    setState({ busy: true, error: null });
    const input = { title: title.trim(), description: description.trim(), due, priority, tags };
    const recurrence = due && repeat ? ruleFor(dayKey(due, clock.zone), repeat) : null;
    const sent = task.id ? edit(task.id, input) : add({ ...input, recurrence });
    sent.then(onClose, (error: unknown) => {
      setState({ busy: false, error });
    });
  };
  return (
    <FormDialog
      title={task.id ? "Edit task" : "New task"}
      action={task.id ? "Save" : "Add task"}
      {...state}
      onClose={onClose}
      onSubmit={save}
    >
      <Field label="Title">
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
      <WhenField label="Due" value={due} onChange={setDue} optional />
      {!task.id && due && (
        <RecurrenceField day={dayKey(due, clock.zone)} value={repeat} onChange={setRepeat} />
      )}
      <SegmentedControl label="Priority" value={priority} onChange={setPriority} options={PRIORITIES} />
      <Field label="Tags" hint="Press Enter after each one.">
        {(control) => <TagInput {...control} value={tags} onChange={setTags} />}
      </Field>
      <Field label="Description">
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
