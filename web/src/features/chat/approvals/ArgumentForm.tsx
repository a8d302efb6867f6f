import { useEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useClock } from "@/api/useClock";
import { draftsOf, edited } from "../model/drafts";
import type { Drafts } from "../model/drafts";
import { fieldsOf } from "../model/fields";
import type { Arguments, Schema } from "../model/fields";
import { ArgumentField } from "./ArgumentField";
import styles from "./Arguments.module.css";

interface ArgumentFormProps {
  label: string;
  schema: Schema | undefined;
  values: Arguments;
  /** Called with arguments that are sound as far as this page can tell. */
  onSubmit: (values: Arguments, changed: boolean) => void;
  /** The buttons; one of them submits. */
  children: ReactNode;
}

/** The arguments of an action, to be changed before it is done. */
export function ArgumentForm({ label, schema, values, onSubmit, children }: ArgumentFormProps) {
  const { zone } = useClock();
  const fields = useMemo(() => fieldsOf(schema, values), [schema, values]);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }, []);
  const all = { ...draftsOf(fields, values, zone), ...drafts };
  const result = edited(fields, values, all, zone);
  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(result.problems).length === 0) onSubmit(result.values, result.changed);
        else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      }}
    >
      {fields.map((field) => (
        <ArgumentField
          key={field.name}
          field={field}
          draft={all[field.name] ?? ""}
          value={values[field.name]}
          problem={tried || field.kind !== "text" ? result.problems[field.name] : undefined}
          onChange={(draft) => {
            setDrafts((before) => ({ ...before, [field.name]: draft }));
          }}
        />
      ))}
      {children}
    </form>
  );
}
