import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { Rung } from "@/api/agents";
import { useProviders } from "@/api/providers";
import { Badge } from "@/ui/Badge";
import { Field, Select } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import styles from "./Agents.module.css";
import { choicesOf, keyOf, moved } from "./ladder";
import type { Choice } from "./ladder";

interface LadderEditorProps {
  value: Rung[];
  onChange: (rungs: Rung[]) => void;
}

export function LadderEditor({ value, onChange }: LadderEditorProps) {
  const providers = useProviders();
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<string | null>(null);
  useEffect(() => {
    if (focus.current) list.current?.querySelector<HTMLElement>(focus.current)?.focus(); // a moved button loses it
    focus.current = null;
  });
  const choices = choicesOf(providers.data ?? []);
  const left = choices.filter((choice) => !value.some((rung) => keyOf(rung) === keyOf(choice)));
  const move = (from: number, to: number) => {
    const up = to < from ? to > 0 : to === value.length - 1; // at an end its own button is switched off
    const wanted = up ? "up" : "down";
    focus.current = `li:nth-child(${String(to + 1)}) [data-move="${wanted}"]`;
    onChange(moved(value, from, to));
    setSaid(`${value[from]?.model ?? ""} is now number ${String(to + 1)} of ${String(value.length)}.`);
  };
  return (
    <>
      {value.length > 0 && (
        <ol ref={list} role="list" aria-label="Models in order" className={styles.ladder}>
          {value.map((rung, place) => (
            <Rung
              key={keyOf(rung)}
              rung={rung}
              found={choices.find((choice) => keyOf(choice) === keyOf(rung))}
              known={providers.isSuccess}
              place={place}
              last={value.length - 1}
              onMove={move}
              onRemove={() => {
                onChange(value.toSpliced(place, 1));
                setSaid(`${rung.model} was taken out.`);
              }}
            />
          ))}
        </ol>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {value.length === 0 && <p className={styles.muted}>None chosen: it uses the default models.</p>}
      {left.length > 0 && (
        <Field label="Add a model" className={styles.short}>
          {(control) => (
            <Select
              {...control}
              value=""
              onChange={(event) => {
                const choice = left.find((each) => keyOf(each) === event.target.value);
                if (choice) onChange([...value, { provider_id: choice.provider_id, model: choice.model }]);
              }}
            >
              <option value="">Choose…</option>
              {left.map((choice) => (
                <option key={keyOf(choice)} value={keyOf(choice)}>
                  {choice.model} ({choice.provider})
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {providers.isSuccess && choices.length === 0 && (
        <p className={styles.muted}>
          No provider has a model yet. <Link to="/admin/models">Set one up</Link>, or leave this empty:
          everything works without.
        </p>
      )}
    </>
  );
}

interface RungProps {
  rung: Rung;
  found: Choice | undefined;
  /** Whether the providers have been read. */
  known: boolean;
  place: number;
  last: number;
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
}

function Rung({ rung, found, known, place, last, onMove, onRemove }: RungProps) {
  return (
    <li>
      <span className={styles.number} aria-hidden>
        {place + 1}
      </span>
      <span className={styles.rung}>
        <code>{rung.model}</code>
        {found && <small>{found.provider}</small>}
        {known && !found && <Badge tone="warning">not there any more</Badge>}
        {found && !found.enabled && <Badge>off</Badge>}
      </span>
      <IconButton
        label={`Move ${rung.model} up`}
        icon={<ArrowUp />}
        size="sm"
        data-move="up"
        disabled={place === 0}
        onClick={() => {
          onMove(place, place - 1);
        }}
      />
      <IconButton
        label={`Move ${rung.model} down`}
        icon={<ArrowDown />}
        size="sm"
        data-move="down"
        disabled={place === last}
        onClick={() => {
          onMove(place, place + 1);
        }}
      />
      <IconButton label={`Take out ${rung.model}`} icon={<X />} size="sm" onClick={onRemove} />
    </li>
  );
}
