import { useState } from "react";
import { useClock } from "@/api/useClock";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { formatCost, formatCount, formatShort } from "@/ui/numbers";
import { Table } from "@/ui/Table";
import { formatDate, formatFullDate } from "@/ui/time";
import { Bars } from "./Bars";
import { inWords, MEASURES, roundUp, valueOf } from "./series";
import type { Measure } from "./series";
import type { DayUsage } from "./types";
import styles from "./Usage.module.css";

export function Chart({ days }: { days: DayUsage[] }) {
  const clock = useClock();
  const [measure, setMeasure] = useState<Measure>("tokens");
  const [pointed, setPointed] = useState<DayUsage | null>(null);
  const values = days.map((day) => valueOf(day, measure));
  const sum = values.reduce((total, value) => total + value, 0);
  const top = roundUp(Math.max(...values));
  const [first, last] = [days[0], days.at(-1)];
  const about = `Last ${String(days.length)} days: ${inWords(sum, measure)}`;
  return (
    <section aria-labelledby="days" className={styles.section}>
      <header className={styles.chartHead}>
        <h2 id="days">Last {days.length} days</h2>
        <SegmentedControl
          label="What is counted"
          value={measure}
          onChange={setMeasure}
          options={[...MEASURES]}
        />
      </header>
      <figure className={styles.chart}>
        <figcaption className={styles.readout}>
          <span>
            {pointed ? <Pointed day={pointed} measure={measure} /> : <Whole words={inWords(sum, measure)} />}
          </span>
          <Legend shown={measure === "tokens"} />
        </figcaption>
        <Bars
          days={days}
          measure={measure}
          top={top}
          topWords={measure === "cost" ? formatCost(top) : formatShort(top)}
          label={about}
          onPoint={setPointed}
        />
        <div className={styles.axis} aria-hidden>
          <span>{first && formatDate(first.date, clock)}</span>
          <span>{last && formatDate(last.date, clock)}</span>
        </div>
      </figure>
      <details className={styles.details}>
        <summary>Show as a table</summary>
        <Table
          label={`Use in the last ${String(days.length)} days`}
          rows={days.filter(({ calls }) => calls > 0).reverse()}
          keyOf={({ date }) => date}
          columns={[
            { head: "Day", cell: ({ date }) => formatFullDate(date, clock) },
            { head: "Cost", numeric: true, cell: (day) => formatCost(day.cost_micros) },
            { head: "Calls", numeric: true, cell: (day) => formatCount(day.calls) },
            { head: "Tokens in", numeric: true, cell: (day) => formatCount(day.input_tokens) },
            { head: "Tokens out", numeric: true, cell: (day) => formatCount(day.output_tokens) },
          ]}
        />
        <p className={styles.note}>Days without a call of a model are left out.</p>
      </details>
    </section>
  );
}

function Pointed({ day, measure }: { day: DayUsage; measure: Measure }) {
  const clock = useClock();
  return (
    <>
      <strong>{formatDate(day.date, clock)}</strong>: {inWords(valueOf(day, measure), measure)}
      {measure === "tokens" && (
        <span className={styles.note}>
          {" "}
          ({formatShort(day.input_tokens)} in, {formatShort(day.output_tokens)} out)
        </span>
      )}
    </>
  );
}

function Whole({ words }: { words: string }) {
  return (
    <>
      <strong>{words}</strong> in all
    </>
  );
}

function Legend({ shown }: { shown: boolean }) {
  return (
    <span className={styles.legend} hidden={!shown}>
      <span data-part="in">in</span>
      <span data-part="out">out</span>
    </span>
  );
}
