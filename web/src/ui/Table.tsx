import clsx from "clsx";
import type { ReactNode } from "react";
import styles from "./Table.module.css";

export interface Column<T> {
  head: string;
  numeric?: boolean;
  cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  label: string;
  rows: T[];
  columns: Column<T>[];
  keyOf: (row: T) => string;
}

/** Figures in rows; on a narrow screen it scrolls sideways by itself, its first column stays. */
export function Table<T>({ label, rows, columns, keyOf }: TableProps<T>) {
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ head, numeric }) => (
              <th key={head} scope="col" className={clsx(numeric && styles.numeric)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, numeric, cell }, place) =>
                place === 0 ? (
                  <th key={head} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head} className={clsx(numeric && styles.numeric)}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
