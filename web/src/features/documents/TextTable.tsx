import { Fragment as Pieces } from "react";
import { useText } from "./queries";
import { rowsOf, type Row } from "./tableRows";
import type { Section } from "./textBlocks";
import styles from "./TextView.module.css";

const LONGEST_HEAD = 2_000; // characters

/** Rows of a table; those that go on with a table have its head again. */
export function TextTable({ documentId, part }: { documentId: string; part: Section }) {
  const first = part.table === (part.pieces[0]?.offset ?? 0);
  const begin = useText(documentId, part.table, LONGEST_HEAD, !first);
  const rows = rowsOf(part.pieces, first);
  const [head] = first ? rows : rowsOf([{ text: lineOf(begin.data?.text), marked: false, offset: 0 }], true);
  return (
    <div className={styles.table} role="region" aria-label="Table" tabIndex={0}>
      <table>
        {head && (
          <thead>
            <tr data-marked={head.marked || undefined}>
              {head.cells.map((_, index) => (
                <th key={index} scope="col">
                  <Cell row={head} index={index} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows
            .filter((row) => !row.head)
            .map((row) => (
              <tr key={row.offset} data-marked={row.marked || undefined}>
                {row.cells.map((_, index) => (
                  <td key={index}>
                    <Cell row={row} index={index} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, index }: { row: Row; index: number }) {
  return row.cells[index]?.map(({ text, marked }, at) =>
    marked ? <mark key={at}>{text}</mark> : <Pieces key={at}>{text}</Pieces>,
  );
}

function lineOf(text = ""): string {
  return text.split("\n", 1)[0] ?? "";
}
