import { useState } from "react";
import { Field, TextArea } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { useEditFact } from "./queries";
import type { Fact } from "./queries";

export function EditFactDialog({ fact, onClose }: { fact: Fact; onClose: () => void }) {
  const [text, setText] = useState(fact.text);
  const save = useEditFact(fact.id, onClose);
  return (
    <FormDialog
      title="Change what is remembered"
      action="Save"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        if (text.trim()) save.mutate(text.trim());
      }}
    >
      <Field label="It is remembered so">
        {(control) => (
          <TextArea
            {...control}
            required
            data-autofocus
            rows={3}
            maxLength={500}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
