import { Part } from "./Part";
import type { Explained } from "./queries";
import styles from "./WhyPanel.module.css";
import { KINDS } from "./wording";

/** The words of the question as the documents know them, and the other ways in which it was asked. */
export function LookedFor({ explained, numbers }: { explained: Explained; numbers: boolean }) {
  const { words, variants } = explained;
  if (words.length === 0) return null;
  const others = variants.filter(({ kind }) => kind !== "as_asked");
  return (
    <Part title="What was looked for">
      <ul role="list" className={styles.chips}>
        {words.map(({ word, passages, instead }) => (
          <li key={word} data-missing={(passages === 0 && !instead) || undefined}>
            <strong>{word}</strong>
            <span>{instead ? `read as “${instead}”` : found(passages, numbers)}</span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <ul role="list" className={styles.variants}>
          {others.map(({ text, kind }) => (
            <li key={text}>
              also as “{text}” <span>({KINDS[kind]})</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function found(passages: number, numbers: boolean): string {
  if (passages === 0) return "nowhere";
  if (numbers) return `in ${String(passages)} passage${passages === 1 ? "" : "s"}`;
  return passages === 1 ? "in one passage" : passages < 10 ? "in a few passages" : "in many passages";
}
