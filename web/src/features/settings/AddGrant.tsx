import { useState } from "react";
import { functionWords } from "@/api/capabilities";
import type { PackageView } from "@/api/capabilities";
import { Button } from "@/ui/Button";
import { Field, Select } from "@/ui/Field";
import { DECISIONS, useDecideGrant } from "./permissionQueries";
import type { GrantDecision } from "./permissionQueries";
import styles from "./Settings.module.css";

interface AddGrantProps {
  packages: PackageView[];
  /** Capabilities that have a standing answer already. */
  taken: string[];
}

/** Only what writes or sends is ever asked about. */
export function AddGrant({ packages, taken }: AddGrantProps) {
  const decide = useDecideGrant();
  const [capability, setCapability] = useState("");
  const [decision, setDecision] = useState<GrantDecision>("allow");
  const groups = packages
    .map((pack) => ({
      name: pack.name,
      functions: pack.functions
        .filter((one) => one.risk !== "read")
        .map((one) => (one.name.includes(".") ? one.name : `${pack.name}.${one.name}`))
        .filter((name) => !taken.includes(name)),
    }))
    .filter(({ functions }) => functions.length > 0);
  if (groups.length === 0) return null;
  return (
    <form
      className={styles.addGrant}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate(
          { capability, decision },
          {
            onSuccess: () => {
              setCapability("");
            },
          },
        );
      }}
    >
      <Field label="When it wants to">
        {(control) => (
          <Select
            {...control}
            required
            value={capability}
            onChange={(event) => {
              setCapability(event.target.value);
            }}
          >
            <option value="">Choose…</option>
            {groups.map(({ name, functions }) => (
              <optgroup key={name} label={name}>
                {functions.map((one) => (
                  <option key={one} value={one}>
                    {functionWords(one)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Then">
        {(control) => (
          <Select
            {...control}
            value={decision}
            onChange={(event) => {
              setDecision(event.target.value as GrantDecision);
            }}
          >
            {DECISIONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" busy={decide.isPending}>
        Add
      </Button>
    </form>
  );
}
