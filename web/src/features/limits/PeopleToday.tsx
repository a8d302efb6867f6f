import { ErrorNotice } from "@/ui/ErrorNotice";
import { Meter } from "@/ui/Meter";
import { formatCost, formatCount } from "@/ui/numbers";
import { Skeleton } from "@/ui/Skeleton";
import { Table } from "@/ui/Table";
import styles from "./Limits.module.css";
import { usePeopleToday } from "./queries";
import { limitOf } from "./scopes";
import type { Limit, PersonToday } from "./types";

export function PeopleToday({ limits }: { limits: Limit[] }) {
  const people = usePeopleToday();
  return (
    <section aria-labelledby="people-today" className={styles.section}>
      <h2 id="people-today">People today</h2>
      {people.isPending && <Skeleton lines={3} label="Loading what people used today" />}
      {people.isError && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <p className={styles.about}>Nobody needed a model today.</p>}
      {people.data && people.data.length > 0 && (
        <Table
          label="People today"
          rows={people.data}
          keyOf={({ user_id }) => user_id}
          columns={[
            { head: "Person", cell: ({ name }) => name },
            { head: "Used of the limit", cell: (person) => <Share person={person} limits={limits} /> },
            { head: "Cost", numeric: true, cell: ({ cost_micros }) => formatCost(cost_micros) },
            { head: "Tokens", numeric: true, cell: ({ tokens }) => formatCount(tokens) },
            { head: "Calls", numeric: true, cell: ({ calls }) => formatCount(calls) },
          ]}
        />
      )}
    </section>
  );
}

/** The fuller of the two: tokens or cost. */
function Share({ person, limits }: { person: PersonToday; limits: Limit[] }) {
  const limit = limitOf(person.user_id, limits);
  const shares = [
    { value: person.tokens, limit: limit?.tokens_per_day },
    { value: person.cost_micros, limit: limit?.cost_micros_per_day },
  ].flatMap(({ value, limit: most }) => (typeof most === "number" ? [{ value, most }] : []));
  const fullest = shares.toSorted((one, other) => part(other) - part(one))[0];
  if (!fullest) return <span className={styles.none}>no limit</span>;
  const percent = Math.min(100, Math.round(part(fullest) * 100));
  return (
    <span className={styles.share}>
      <Meter value={fullest.value} limit={fullest.most} label={`What ${person.name} used today`} />
      <span aria-hidden>{percent} %</span>
    </span>
  );
}

function part({ value, most }: { value: number; most: number }): number {
  return most > 0 ? value / most : 1;
}
