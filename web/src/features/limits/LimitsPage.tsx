import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { LimitDialog } from "./LimitDialog";
import { LimitRow } from "./LimitRow";
import styles from "./Limits.module.css";
import { PeopleToday } from "./PeopleToday";
import { useLimits, useNames } from "./queries";
import { ordered } from "./scopes";
import type { Limit } from "./types";

/** For administrators. */
export function LimitsPage() {
  const [editing, setEditing] = useState<Limit | "new" | null>(null);
  const limits = useLimits();
  const { names } = useNames();
  return (
    <>
      <PageHeader
        title="Limits"
        description="What language models may take in a day. Once a limit is used up, the assistant goes on without a model."
        actions={
          limits.data && (
            <Button
              variant="primary"
              icon={<Plus aria-hidden />}
              onClick={() => {
                setEditing("new");
              }}
            >
              Add limit
            </Button>
          )
        }
      />
      {limits.isPending && <Skeleton lines={4} label="Loading the limits" />}
      {limits.isError && <ErrorNotice error={limits.error} onRetry={() => void limits.refetch()} />}
      {limits.data && (
        <ul role="list" aria-label="Limits" className={styles.list}>
          {ordered(limits.data, names).map((limit) => (
            <LimitRow
              key={limit.scope}
              limit={limit}
              names={names}
              onEdit={() => {
                setEditing(limit);
              }}
            />
          ))}
        </ul>
      )}
      <PeopleToday limits={limits.data ?? []} />
      {editing && (
        <LimitDialog
          limit={editing === "new" ? null : editing}
          taken={(limits.data ?? []).map(({ scope }) => scope)}
          names={names}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </>
  );
}
