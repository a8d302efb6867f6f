import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Field, Input, TextArea } from "@/ui/Field";
import { TagInput } from "@/ui/TagInput";
import { FormDialog } from "@/ui/FormDialog";
import type { Note } from "./types";
import { useNoteActions } from "./useNoteActions";

interface NoteDialogProps {
  note: Note | null; // null: a new one
  onClose: () => void;
}

export function NoteDialog({ note, onClose }: NoteDialogProps) {
  const { add, edit, remove } = useNoteActions();
  const [title, setTitle] = useState(note?.title ?? "");
  const [content, setContent] = useState(note?.content ?? "");
  const [tags, setTags] = useState(note?.tags ?? []);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const save = () => {
    setState({ busy: true, error: null });
    const input = { title: title.trim() || firstLine(content), content: content.trim(), tags };
    (note ? edit(note.id, input) : add(input)).then(onClose, (error: unknown) => {
      setState({ busy: false, error });
    });
  };
  const removal = note && (
    <Button
      variant="danger"
      icon={<Trash2 aria-hidden />}
      onClick={() => {
        remove(note);
        onClose();
      }}
    >
      Delete
    </Button>
  );
  return (
    <FormDialog
      title={note ? "Edit note" : "New note"}
      action={note ? "Save" : "Add note"}
      {...state}
      onClose={onClose}
      onSubmit={save}
      aside={removal}
    >
      <Field label="Title" hint="Left empty, the first line is the title.">
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label="Note">
        {(control) => (
          <TextArea
            {...control}
            required
            data-autofocus
            rows={8}
            maxLength={20_000}
            value={content}
            onChange={(event) => {
              setContent(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label="Tags" hint="Press Enter after each one.">
        {(control) => <TagInput {...control} value={tags} onChange={setTags} />}
      </Field>
    </FormDialog>
  );
}

function firstLine(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
