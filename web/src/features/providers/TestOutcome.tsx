import { CircleCheck, CircleX, Plus } from "lucide-react";
import { useState } from "react";
import { counted, formatSeconds } from "@/ui/numbers";
import { SearchInput } from "@/ui/SearchInput";
import styles from "./Providers.module.css";
import type { TestResult } from "./queries";

interface TestOutcomeProps {
  result: TestResult;
  /** Names of the models that are set up already. */
  known: string[];
  onAdd?: (names: string[]) => void;
}

const SHOWN = 12;

export function TestOutcome({ result, known, onAdd }: TestOutcomeProps) {
  const { ok, seconds, models, error } = result;
  return (
    <div className={styles.outcome} data-ok={ok}>
      {ok ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
      <div>
        <p>
          <strong>{ok ? "It works." : "It does not work."}</strong>{" "}
          {ok
            ? `Answered in ${formatSeconds(seconds)}, ${counted(models.length, "model")} found.`
            : (error ?? "No reason was given.")}
        </p>
        {models.length > 0 && onAdd && (
          <Found names={models.filter((name) => !known.includes(name))} onAdd={onAdd} />
        )}
      </div>
    </div>
  );
}

function Found({ names, onAdd }: { names: string[]; onAdd: (names: string[]) => void }) {
  const [words, setWords] = useState("");
  const fitting = names.filter((name) => name.toLowerCase().includes(words.trim().toLowerCase()));
  if (names.length === 0) return null;
  return (
    <details className={styles.found}>
      <summary>Add from what it offers</summary>
      {names.length > SHOWN && (
        <SearchInput label="Search the models found" placeholder="Search" value={words} onChange={setWords} />
      )}
      <ul role="list" aria-label="Models found">
        {fitting.slice(0, SHOWN).map((name) => (
          <li key={name}>
            <button
              type="button"
              className={styles.offer}
              onClick={() => {
                onAdd([name]);
              }}
            >
              <Plus aria-hidden />
              <span className="visually-hidden">Add </span>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {fitting.length > SHOWN && <p>{String(fitting.length - SHOWN)} more; search to narrow them down.</p>}
    </details>
  );
}
