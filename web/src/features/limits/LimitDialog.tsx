import { useState } from "react";
import { ApiError } from "@/api/errors";
import { Field, Input, Select } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { useToast } from "@/ui/Toast";
import styles from "./Limits.module.css";
import { useSetLimit } from "./queries";
import { scopeWords } from "./scopes";
import type { Names } from "./scopes";
import type { Limit } from "./types";

interface LimitDialogProps {
  /** Null: a new one, whose scope is chosen. */
  limit: Limit | null;
  /** Scopes that have a limit already. */
  taken: string[];
  names: Names;
  onClose: () => void;
}

export function LimitDialog({ limit, taken, names, onClose }: LimitDialogProps) {
  const toast = useToast();
  const [scope, setScope] = useState(limit?.scope ?? "");
  const [tokens, setTokens] = useState(amount(limit?.tokens_per_day));
  const [dollars, setDollars] = useState(amount(limit?.cost_micros_per_day, 1_000_000));
  const save = useSetLimit();
  const problem = save.error instanceof ApiError ? save.error : null;
  const submit = () => {
    save.mutate(
      {
        scope,
        tokens_per_day: tokens.trim() ? Math.round(Number(tokens)) : null,
        cost_micros_per_day: dollars.trim() ? Math.round(Number(dollars) * 1_000_000) : null,
      },
      {
        onSuccess: () => {
          toast({ text: "The limit was saved. It holds from the next answer on." });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={limit ? scopeWords(limit.scope, names).title : "Add a limit"}
      action="Save"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={submit}
    >
      {limit ? (
        <p className={styles.about}>{scopeWords(limit.scope, names).about}</p>
      ) : (
        <ScopeField value={scope} taken={taken} names={names} onChange={setScope} />
      )}
      <div className={styles.two}>
        <Field label="Tokens a day" hint="Empty: no limit." error={problem?.field("tokens_per_day")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              step={1}
              data-autofocus={limit ? true : undefined}
              value={tokens}
              onChange={(event) => {
                setTokens(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="US dollars a day" hint="Empty: no limit." error={problem?.field("cost_micros_per_day")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              step="any"
              value={dollars}
              onChange={(event) => {
                setDollars(event.target.value);
              }}
            />
          )}
        </Field>
      </div>
    </FormDialog>
  );
}

interface ScopeFieldProps {
  value: string;
  taken: string[];
  names: Names;
  onChange: (scope: string) => void;
}

function ScopeField({ value, taken, names, onChange }: ScopeFieldProps) {
  const free = [...names].filter(([scope]) => !taken.includes(scope));
  const groups = [
    { label: "People", prefix: "user:" },
    { label: "Agents", prefix: "agent:" },
  ].map(({ label, prefix }) => ({ label, options: free.filter(([scope]) => scope.startsWith(prefix)) }));
  return (
    <Field label="For" hint="The limits of everybody hold as well.">
      {(control) => (
        <Select
          {...control}
          required
          data-autofocus
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">Choose a person or an agent…</option>
          {groups.map(
            ({ label, options }) =>
              options.length > 0 && (
                <optgroup key={label} label={label}>
                  {options.map(([scope, name]) => (
                    <option key={scope} value={scope}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ),
          )}
        </Select>
      )}
    </Field>
  );
}

function amount(value: number | null | undefined, unit = 1): string {
  return value === null || value === undefined ? "" : String(value / unit);
}
