import { useId, useState } from "react";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Input } from "@/ui/Field";
import { TagInput } from "@/ui/TagInput";
import { useChangeDocument } from "./changes";

interface EditDocumentDialogProps {
  document: DocumentView;
  open: boolean;
  onClose: () => void;
}

export function EditDocumentDialog({ open, ...rest }: EditDocumentDialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ document, onClose }: Omit<EditDocumentDialogProps, "open">) {
  const form = useId();
  const [title, setTitle] = useState(document.title);
  const [tags, setTags] = useState(document.tags);
  const save = useChangeDocument(document.id);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rename and tag"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={form}
        style={{ display: "grid", gap: "var(--space-4)" }}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ title: title.trim(), tags }, { onSuccess: onClose });
        }}
      >
        {save.isError && <ErrorNotice error={save.error} />}
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
        <Field label="Tags" hint="Press Enter after each one.">
          {(control) => <TagInput {...control} value={tags} onChange={setTags} />}
        </Field>
      </form>
    </Dialog>
  );
}
