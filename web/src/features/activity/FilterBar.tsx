import { useSearchParams } from "react-router";
import { useCapabilities } from "@/api/capabilities";
import { STATUS } from "@/api/effectWords";
import { Field, Select } from "@/ui/Field";
import styles from "./ActivityPage.module.css";
import { filtersOf, SPANS } from "./filters";
import type { Filters } from "./filters";

interface Option {
  value: string;
  label: string;
}

const STATUSES: Option[] = Object.entries(STATUS).map(([value, { words }]) => ({
  value,
  label: words.charAt(0).toUpperCase() + words.slice(1),
}));

/** The filters live in the address, so that a filtered list can be kept and sent. */
export function FilterBar() {
  const [params, setParams] = useSearchParams();
  const { data } = useCapabilities();
  const filters = filtersOf(params);
  const names = new Set([...(data?.packages.map(({ name }) => name) ?? []), filters.package]);
  names.delete("");
  const set = (part: Partial<Filters>) => {
    const given = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    setParams(Object.fromEntries(given), { replace: true });
  };
  return (
    <div role="group" aria-label="Filter" className={styles.filters}>
      <Choice
        label="Package"
        all="All packages"
        value={filters.package}
        options={[...names].map((name) => ({ value: name, label: name }))}
        onChange={(value) => {
          set({ package: value });
        }}
      />
      <Choice
        label="State"
        all="All states"
        value={filters.status}
        options={STATUSES}
        onChange={(value) => {
          set({ status: value });
        }}
      />
      <Choice
        label="Time"
        all="Any time"
        value={filters.when}
        options={SPANS}
        onChange={(value) => {
          set({ when: value });
        }}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label} hideLabel>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
