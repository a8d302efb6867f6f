import { Plus } from "lucide-react";
import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { errorText } from "@/ui/ErrorNotice";
import { Field, Input } from "@/ui/Field";
import styles from "./Memory.module.css";
import { useAddFact } from "./queries";

export function AddFact() {
  const [text, setText] = useState("");
  const add = useAddFact(() => {
    setText("");
  });
  const problem = add.error instanceof ApiError ? add.error.field("text") : null;
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate(text.trim());
      }}
    >
      <Field
        label="Something to remember"
        hideLabel
        className={styles.grow}
        error={add.isError ? (problem ?? errorText(add.error)) : null}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            placeholder="Something to remember, such as: I am allergic to nuts"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        )}
      </Field>
      <Button
        variant="primary"
        type="submit"
        icon={<Plus aria-hidden />}
        busy={add.isPending}
        disabled={!text.trim()}
      >
        Remember
      </Button>
    </form>
  );
}
