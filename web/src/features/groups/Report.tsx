import type { ReactNode } from "react";
import { Card } from "@/ui/Card";
import { formatCount } from "@/ui/numbers";
import { Columns } from "./Columns";
import { DayColumns } from "./DayColumns";
import styles from "./Groups.module.css";
import { Ranking } from "./Ranking";
import type { GroupReport } from "./types";
import { changeWords } from "./words";

/** A report on the page; the workbook has all of it. */
export function Report({ report }: { report: GroupReport }) {
  const { totals, before } = report;
  return (
    <>
      <div className={styles.cards}>
        <Total label="Messages" now={totals.messages} before={before.messages} />
        <Total label="People who wrote" now={totals.active} before={before.active} />
        <Total label="Came in" now={totals.joined} before={before.joined} />
        <Total label="Went out" now={totals.left} before={before.left} />
      </div>
      <div className={styles.charts}>
        {report.days.length > 1 && (
          <Framed title="Messages by day">
            <DayColumns days={report.days} zone={report.zone} />
          </Framed>
        )}
        <Framed title="Messages by hour of the day">
          <Columns
            label={`Busiest hour: ${hourName(report.hours.indexOf(Math.max(...report.hours)))}`}
            values={report.hours.map((value, hour) => ({ key: String(hour), value, name: hourName(hour) }))}
            axis={["00:00", "06:00", "12:00", "18:00", "24:00"]}
          />
        </Framed>
        <Framed title="Who wrote most">
          <Ranking
            label="Who wrote most"
            rows={report.members.map(({ name, messages }) => ({ name, value: messages }))}
          />
        </Framed>
        <Framed title="Written about most">
          <Ranking
            label="Written about most"
            rows={report.topics.map(({ word, messages }) => ({ name: word, value: messages }))}
          />
        </Framed>
      </div>
    </>
  );
}

function Total({ label, now, before }: { label: string; now: number; before: number }) {
  return (
    <Card className={styles.total}>
      <h2>{label}</h2>
      <strong>{formatCount(now)}</strong>
      <span className={styles.note} title={`Before: ${formatCount(before)}`}>
        {changeWords(now, before)}
      </span>
    </Card>
  );
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className={styles.framed}>
      <h2>{title}</h2>
      {children}
    </Card>
  );
}

function hourName(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
