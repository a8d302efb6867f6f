import { Plus, X } from "lucide-react";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Switch } from "@/ui/Switch";
import { emptyLine } from "./draft";
import type { ModelLine } from "./draft";
import styles from "./Providers.module.css";

interface ModelLinesProps {
  lines: ModelLine[];
  onChange: (lines: ModelLine[]) => void;
}

export function ModelLines({ lines, onChange }: ModelLinesProps) {
  return (
    <fieldset className={styles.lines}>
      <legend>Models</legend>
      <p className={styles.hint}>
        Prices are US dollars per million tokens; left empty they are taken from the list of well-known
        models.
      </p>
      {lines.map((line, place) => (
        <Line
          key={line.key}
          line={line}
          number={place + 1}
          onChange={(changed) => {
            onChange(lines.map((other) => (other.key === line.key ? changed : other)));
          }}
          onRemove={() => {
            onChange(lines.filter((other) => other.key !== line.key));
          }}
        />
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        className={styles.add}
        onClick={() => {
          onChange([...lines, emptyLine()]);
        }}
      >
        Add model
      </Button>
    </fieldset>
  );
}

interface LineProps {
  line: ModelLine;
  number: number;
  onChange: (line: ModelLine) => void;
  onRemove: () => void;
}

const AMOUNTS = [
  { name: "input", label: "$ in", step: "any" },
  { name: "output", label: "$ out", step: "any" },
  { name: "longest", label: "Max tokens", step: "1" },
] as const;

function Line({ line, number, onChange, onRemove }: LineProps) {
  return (
    <div role="group" aria-label={`Model ${String(number)}`} className={styles.line}>
      <Field label="Name" className={styles.modelName}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={line.name}
            onChange={(event) => {
              onChange({ ...line, name: event.target.value });
            }}
          />
        )}
      </Field>
      {AMOUNTS.map(({ name, label, step }) => (
        <Field key={name} label={label}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="decimal"
              min={name === "longest" ? 1 : 0}
              step={step}
              value={line[name]}
              onChange={(event) => {
                onChange({ ...line, [name]: event.target.value });
              }}
            />
          )}
        </Field>
      ))}
      <IconButton
        label={`Remove model ${line.name || String(number)}`}
        icon={<X />}
        size="sm"
        onClick={onRemove}
      />
      <div className={styles.sees}>
        <Switch
          label="Understands pictures"
          checked={line.sees}
          onChange={(sees) => {
            onChange({ ...line, sees });
          }}
        />
      </div>
    </div>
  );
}
