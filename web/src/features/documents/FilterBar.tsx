import { ChevronDown, Tag, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Field, Select } from "@/ui/Field";
import { Popover } from "@/ui/Popover";
import styles from "./FilterBar.module.css";
import { isFiltered, NO_FILTERS, STATUS_WORDS, TYPES, type Filters, type StatusFilter } from "./filters";

interface FilterBarProps {
  filters: Filters;
  /** All tags that are in use. */
  tags: readonly string[];
  onChange: (filters: Filters) => void;
}

export function FilterBar({ filters, tags, onChange }: FilterBarProps) {
  const offered = [...new Set([...tags, ...filters.tags])].sort();
  return (
    <div role="group" aria-label="Filters" className={styles.bar}>
      <Field label="Type" hideLabel>
        {(control) => (
          <Select
            {...control}
            value={filters.type}
            onChange={(event) => {
              onChange({ ...filters, type: event.target.value });
            }}
          >
            <option value="">All types</option>
            {TYPES.map(({ type, words }) => (
              <option key={type} value={type}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Status" hideLabel>
        {(control) => (
          <Select
            {...control}
            value={filters.status}
            onChange={(event) => {
              onChange({ ...filters, status: event.target.value as StatusFilter });
            }}
          >
            <option value="">Any status</option>
            {Object.entries(STATUS_WORDS).map(([status, words]) => (
              <option key={status} value={status}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {offered.length > 0 && (
        <TagFilter
          offered={offered}
          chosen={filters.tags}
          onChange={(chosen) => {
            onChange({ ...filters, tags: chosen });
          }}
        />
      )}
      {isFiltered(filters) && (
        <Button
          variant="ghost"
          icon={<X />}
          onClick={() => {
            onChange(NO_FILTERS);
          }}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

interface TagFilterProps {
  offered: readonly string[];
  chosen: readonly string[];
  onChange: (tags: string[]) => void;
}

function TagFilter({ offered, chosen, onChange }: TagFilterProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Tags"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<Tag />} className={styles.tags}>
          {chosen.length > 0 ? `Tags: ${chosen.join(", ")}` : "Tags"} <ChevronDown aria-hidden />
        </Button>
      }
    >
      <fieldset className={styles.choices}>
        <legend>Documents with all of these tags</legend>
        {offered.map((tag) => (
          <label key={tag}>
            <input
              type="checkbox"
              checked={chosen.includes(tag)}
              onChange={(event) => {
                onChange(event.target.checked ? [...chosen, tag] : chosen.filter((other) => other !== tag));
              }}
            />
            {tag}
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}
