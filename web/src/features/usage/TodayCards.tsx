import { useClock } from "@/api/useClock";
import { Meter } from "@/ui/Meter";
import { formatCost, formatCount } from "@/ui/numbers";
import { formatExact, formatRelative, formatWhen } from "@/ui/time";
import type { Today } from "./types";
import styles from "./Usage.module.css";

/** Today against its limits. */
export function TodayCards({ today }: { today: Today }) {
  const clock = useClock();
  const { renews_at } = today;
  const limited = today.limit_tokens !== null || today.limit_cost_micros !== null;
  return (
    <section aria-labelledby="today" className={styles.section}>
      <h2 id="today">Today</h2>
      <p>
        {limited ? "Your limits renew" : "The next day begins"}:{" "}
        <time dateTime={renews_at} title={formatExact(renews_at, clock)}>
          {formatWhen(renews_at, clock)} ({formatRelative(renews_at, clock)})
        </time>
      </p>
      <div className={styles.cards}>
        <Figure name="Tokens" value={today.tokens} limit={today.limit_tokens} format={formatCount} />
        <Figure name="Cost" value={today.cost_micros} limit={today.limit_cost_micros} format={formatCost} />
        <div className={styles.card}>
          <h3>Calls of a model</h3>
          <p className={styles.number}>{formatCount(today.calls)}</p>
        </div>
      </div>
    </section>
  );
}

interface FigureProps {
  name: string;
  value: number;
  limit: number | null;
  format: (value: number) => string;
}

function Figure({ name, value, limit, format }: FigureProps) {
  const left = limit === null ? 0 : Math.max(0, limit - value);
  return (
    <div className={styles.card}>
      <h3>{name}</h3>
      <p className={styles.number}>
        {format(value)}
        {limit !== null && <small> of {format(limit)}</small>}
      </p>
      {limit === null ? (
        <p className={styles.note}>No limit</p>
      ) : (
        <>
          <Meter value={value} limit={limit} label={`${name} used today`} />
          <p className={styles.note}>
            {left > 0 ? `${format(left)} left` : "Used up. The assistant goes on without a model until then."}
          </p>
        </>
      )}
    </div>
  );
}
