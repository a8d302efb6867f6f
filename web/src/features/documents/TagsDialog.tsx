import { useState } from "react";
import type { DocumentView } from "@/api/types";
import { Choices } from "@/ui/Choices";
import { Field } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { counted } from "@/ui/numbers";
import { TagInput } from "@/ui/TagInput";
import { useTagging } from "./changes";

interface TagsDialogProps {
  documents: readonly DocumentView[];
  onClose: () => void;
  onDone: () => void;
}

/** Adds tags to several documents, and takes some away from all that have them. */
export function TagsDialog({ documents, onClose, onDone }: TagsDialogProps) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const tagging = useTagging();
  const present = [...new Set(documents.flatMap(({ tags }) => tags))].sort();
  const submit = () => {
    if (add.length + remove.length === 0) onClose();
    else
      tagging.mutate(
        { documents, change: { add, remove } },
        {
          onSuccess: () => {
            onClose();
            onDone();
          },
        },
      );
  };
  return (
    <FormDialog
      title={`Tags of ${counted(documents.length, "document")}`}
      action="Save"
      busy={tagging.isPending}
      error={tagging.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label="Add tags" hint="Press Enter after each one.">
        {(control) => <TagInput {...control} data-autofocus value={add} onChange={setAdd} />}
      </Field>
      {present.length > 0 && (
        <Choices
          label="Remove tags"
          options={present.map((tag) => ({ value: tag, label: tag }))}
          value={remove}
          onChange={setRemove}
        />
      )}
    </FormDialog>
  );
}
