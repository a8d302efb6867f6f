import { Field, Input, Select, TextArea } from "@/ui/Field";
import type { ControlProps } from "@/ui/Field";
import { TagInput } from "@/ui/TagInput";
import type { Draft } from "../model/drafts";
import { labelOf, referenceText } from "../model/fields";
import type { Field as Argument } from "../model/fields";
import styles from "./Arguments.module.css";

interface ArgumentFieldProps {
  field: Argument;
  draft: Draft;
  /** What the value is, for a reference. */
  value: unknown;
  problem: string | undefined;
  onChange: (draft: Draft) => void;
}

/** One argument, edited by its type. */
export function ArgumentField({ field, draft, value, problem, onChange }: ArgumentFieldProps) {
  if (typeof draft === "boolean")
    return (
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        {field.label}
      </label>
    );
  return (
    <Field
      label={field.required ? field.label : `${field.label} (optional)`}
      hint={field.hint}
      error={problem}
    >
      {(control) =>
        field.kind === "reference" ? (
          <Input {...control} value={referenceText(String(value))} readOnly disabled />
        ) : Array.isArray(draft) ? (
          <TagInput {...control} value={draft} onChange={onChange} />
        ) : (
          <Control control={control} field={field} text={draft} onChange={onChange} />
        )
      }
    </Field>
  );
}

interface ControlOptions {
  control: ControlProps;
  field: Argument;
  text: string;
  onChange: (text: string) => void;
}

function Control({ control, field, text, onChange }: ControlOptions) {
  const change = (event: { target: { value: string } }) => {
    onChange(event.target.value);
  };
  const shared = { ...control, value: text, onChange: change };
  switch (field.kind) {
    case "choice":
      return (
        <Select {...shared}>
          {field.options.includes(text) ? null : <option value={text}>{text || "Not set"}</option>}
          {field.options.map((option) => (
            <option key={option} value={option}>
              {labelOf(option)}
            </option>
          ))}
        </Select>
      );
    case "long":
    case "json":
      return (
        <TextArea
          {...shared}
          rows={4}
          spellCheck={field.kind !== "json"}
          className={field.kind === "json" ? styles.json : undefined}
        />
      );
    case "time":
      return <Input {...shared} type="datetime-local" />;
    case "number":
    case "integer":
      return <Input {...shared} inputMode="decimal" />;
    default:
      return <Input {...shared} />;
  }
}
