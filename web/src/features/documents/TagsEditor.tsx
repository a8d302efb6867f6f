import { useState } from "react";
import type { DocumentView } from "@/api/types";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field } from "@/ui/Field";
import { TagInput } from "@/ui/TagInput";
import { useChangeDocument } from "./changes";

/** Each change is kept at once. */
export function TagsEditor({ document }: { document: DocumentView }) {
  const change = useChangeDocument(document.id);
  const [tags, setTags] = useState(document.tags);
  return (
    <>
      <Field label="Tags" hideLabel hint="Press Enter after each one. Changes are kept at once.">
        {(control) => (
          <TagInput
            {...control}
            placeholder="Add a tag"
            value={tags}
            onChange={(changed) => {
              setTags(changed);
              change.mutate(
                { tags: changed },
                {
                  onError: () => {
                    setTags(document.tags);
                  },
                },
              );
            }}
          />
        )}
      </Field>
      {change.isError && <ErrorNotice error={change.error} />}
    </>
  );
}
