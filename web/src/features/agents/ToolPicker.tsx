import { functionWords, useCapabilities } from "@/api/capabilities";
import type { PackageView } from "@/api/capabilities";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { Switch } from "@/ui/Switch";
import styles from "./Agents.module.css";
import { chosenOf, fullName, missingOf, toggled, wholeOf, withPackage } from "./tools";

interface ToolPickerProps {
  value: string[] | null;
  onChange: (tools: string[] | null) => void;
}

export function ToolPicker({ value, onChange }: ToolPickerProps) {
  const capabilities = useCapabilities();
  const packages = capabilities.data?.packages ?? [];
  return (
    <>
      <Switch
        label="All functions, also those of packages added later"
        checked={value === null}
        onChange={(all) => {
          onChange(all ? null : packages.map(({ name }) => wholeOf(name)));
        }}
      />
      {value !== null && capabilities.isPending && <Skeleton lines={3} label="Loading the functions" />}
      {value !== null && capabilities.isError && (
        <ErrorNotice error={capabilities.error} onRetry={() => void capabilities.refetch()} />
      )}
      {value !== null && packages.length > 0 && (
        <ul role="list" aria-label="Packages" className={styles.packages}>
          {packages.map((pack) => (
            <li key={pack.name}>
              <Package pack={pack} value={value} onChange={onChange} />
            </li>
          ))}
        </ul>
      )}
      {value !== null && capabilities.isSuccess && (
        <Missing
          names={missingOf(value, packages)}
          onRemove={(name) => {
            onChange(value.filter((tool) => tool !== name));
          }}
        />
      )}
    </>
  );
}

interface PackageProps {
  pack: PackageView;
  value: string[];
  onChange: (tools: string[]) => void;
}

function Package({ pack, value, onChange }: PackageProps) {
  const chosen = chosenOf(value, pack);
  const whole = value.includes(wholeOf(pack.name));
  return (
    <div role="group" aria-label={pack.name}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={whole}
          ref={(box) => {
            if (box) box.indeterminate = !whole && chosen.length > 0;
          }}
          onChange={(event) => {
            onChange(withPackage(value, pack.name, event.target.checked));
          }}
        />
        <span>
          <strong>{pack.name}</strong>
          <small>{pack.description}</small>
        </span>
      </label>
      <details className={styles.functions}>
        <summary>
          {whole ? "All" : chosen.length} of {pack.functions.length}
        </summary>
        <ul role="list">
          {pack.functions.map((one) => {
            const name = fullName(pack.name, one.name);
            return (
              <li key={name}>
                <label className={styles.check}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    onChange={() => {
                      onChange(toggled(value, pack, name));
                    }}
                  />
                  <span>
                    {functionWords(name)}
                    <small>{one.description}</small>
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      </details>
    </div>
  );
}

function Missing({ names, onRemove }: { names: string[]; onRemove: (name: string) => void }) {
  if (names.length === 0) return null;
  return (
    <ul role="list" aria-label="Functions that are not there" className={styles.packages}>
      {names.map((name) => (
        <li key={name}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked
              onChange={() => {
                onRemove(name);
              }}
            />
            <span>
              <code>{name}</code>
              <small>Not there at the moment: its package is missing or broken.</small>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
