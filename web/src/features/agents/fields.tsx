import type { When } from "@/api/agents";
import type { ApiError } from "@/api/errors";
import { Choices } from "@/ui/Choices";
import { Field, Input, TextArea } from "@/ui/Field";
import { Switch } from "@/ui/Switch";
import styles from "./Agents.module.css";
import type { Draft } from "./draft";
import { INTERFACES, languageOptions, optionsWith, ROLES } from "./words";

interface FieldsProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  problem: ApiError | null;
}

export function Character({ draft, set, problem }: FieldsProps) {
  return (
    <>
      <Field label="Name" error={problem?.field("name")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => {
              set({ name: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label="Description" hint="For people who choose an agent." error={problem?.field("description")}>
        {(control) => (
          <Input
            {...control}
            maxLength={1000}
            value={draft.description}
            onChange={(event) => {
              set({ description: event.target.value });
            }}
          />
        )}
      </Field>
      <Field
        label="Instructions"
        hint="A model reads them before every message, such as: “Answer briefly. Ask before you assume.”"
        error={problem?.field("instructions")}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={6}
            maxLength={8000}
            value={draft.instructions}
            onChange={(event) => {
              set({ instructions: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}

export function WhenFields({ draft, set, problem }: FieldsProps) {
  const when = (part: Partial<When>) => {
    set({ when: { ...draft.when, ...part } });
  };
  return (
    <>
      <Switch
        label="Switched on"
        checked={draft.enabled}
        onChange={(enabled) => {
          set({ enabled });
        }}
      />
      <Choices
        label="For"
        none="Everybody"
        options={ROLES}
        value={draft.when.roles}
        onChange={(roles) => {
          when({ roles });
        }}
      />
      <Choices
        label="When they write in"
        none="Any language"
        options={languageOptions(draft.when.languages)}
        value={draft.when.languages}
        onChange={(languages) => {
          when({ languages });
        }}
      />
      <Choices
        label="Through"
        none="Any door"
        options={optionsWith(INTERFACES, draft.when.interfaces)}
        value={draft.when.interfaces}
        onChange={(interfaces) => {
          when({ interfaces });
        }}
      />
      <Field
        label="Priority"
        hint="Of the agents that fit, the highest answers. The built-in one has 0; an agent for everybody needs more."
        error={problem?.field("priority")}
        className={styles.short}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            required
            min={-1000}
            max={1000}
            step={1}
            value={draft.priority}
            onChange={(event) => {
              set({ priority: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}

export function LimitFields({ draft, set, problem }: FieldsProps) {
  return (
    <div className={styles.two}>
      <Field label="Tokens a day" hint="Empty: no limit." error={problem?.field("tokens_per_day")}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            step={1}
            value={draft.tokens}
            onChange={(event) => {
              set({ tokens: event.target.value });
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
            value={draft.dollars}
            onChange={(event) => {
              set({ dollars: event.target.value });
            }}
          />
        )}
      </Field>
    </div>
  );
}
