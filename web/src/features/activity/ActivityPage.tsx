import { History, Undo2 } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { formatDate } from "@/ui/time";
import styles from "./ActivityPage.module.css";
import { EffectRow } from "./EffectRow";
import { FilterBar } from "./FilterBar";
import { byDay, filtersOf, matches, sinceOf } from "./filters";
import { PendingApprovals } from "./PendingApprovals";
import { useEffects, useReachingFor } from "./queries";
import { UndoSinceDialog } from "./UndoSinceDialog";

export function ActivityPage() {
  const [undoing, setUndoing] = useState(false);
  return (
    <Page>
      <PageHeader
        title="Activity"
        description="Everything the assistant did for you, with a receipt for each."
        actions={
          <Button
            icon={<Undo2 aria-hidden />}
            onClick={() => {
              setUndoing(true);
            }}
          >
            Undo everything since…
          </Button>
        }
      />
      <PendingApprovals />
      <FilterBar />
      <Effects />
      {undoing && (
        <UndoSinceDialog
          onClose={() => {
            setUndoing(false);
          }}
        />
      )}
    </Page>
  );
}

function Effects() {
  const clock = useClock();
  const [params, setParams] = useSearchParams();
  const filters = filtersOf(params);
  const effects = useEffects(sinceOf(filters.when, clock));
  const all = effects.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = all.filter((effect) => matches(effect, filters));
  const narrowed = Boolean(filters.status || filters.package);
  useReachingFor(effects, narrowed ? shown.length : Infinity);
  if (effects.isPending) return <Skeleton lines={6} label="Loading the activity" />;
  if (effects.isError) return <ErrorNotice error={effects.error} onRetry={() => void effects.refetch()} />;
  return (
    <>
      {shown.length === 0 && !effects.isFetchingNextPage && (
        <Nothing
          filtered={narrowed || filters.when !== ""}
          searched={effects.hasNextPage ? all.length : null}
          onClear={() => {
            setParams({}, { replace: true });
          }}
        />
      )}
      {byDay(shown, clock.zone).map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`} className={styles.day}>
          <h2 id={`day-${day}`}>{formatDate(day, clock)}</h2>
          <ul role="list" className={styles.list}>
            {ofDay.map((effect) => (
              <EffectRow key={effect.id} effect={effect} />
            ))}
          </ul>
        </section>
      ))}
      {effects.hasNextPage && (
        <Button
          className={styles.more}
          busy={effects.isFetchingNextPage}
          onClick={() => void effects.fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </>
  );
}

interface NothingProps {
  filtered: boolean;
  /** How many were looked at when there are older ones. */
  searched: number | null;
  onClear: () => void;
}

function Nothing({ filtered, searched, onClear }: NothingProps) {
  if (filtered)
    return (
      <EmptyState
        icon={<History />}
        title="Nothing fits these filters"
        action={<Button onClick={onClear}>Show everything</Button>}
      >
        {searched !== null && `None of the newest ${String(searched)}. There are older ones.`}
      </EmptyState>
    );
  return (
    <EmptyState icon={<History />} title="Nothing was done yet">
      Once the assistant adds a task, sends a reminder or changes anything else, it is listed here, and most
      of it can be taken back. <Link to="/">Start with a message.</Link>
    </EmptyState>
  );
}
