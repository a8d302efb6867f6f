import { X } from "lucide-react";
import { functionWords, packageOf, useCapabilities } from "@/api/capabilities";
import { useClock } from "@/api/useClock";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Select } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Skeleton } from "@/ui/Skeleton";
import { formatDay } from "@/ui/time";
import { AddGrant } from "./AddGrant";
import { DECISIONS, useDecideGrant, useGrants } from "./permissionQueries";
import type { Grant, GrantDecision } from "./permissionQueries";
import styles from "./Settings.module.css";

export function Grants() {
  const grants = useGrants();
  const { data: capabilities } = useCapabilities();
  if (grants.isPending) return <Skeleton lines={3} label="Loading your standing answers" />;
  if (grants.isError) return <ErrorNotice error={grants.error} onRetry={() => void grants.refetch()} />;
  return (
    <>
      <h3 className={styles.heading}>Standing answers</h3>
      {grants.data.length === 0 ? (
        <p className={styles.muted}>
          No standing answers: it asks before anything reaches other people, and does the rest at once.
          “Always” and “never” on a question it asks put one here.
        </p>
      ) : (
        <ul role="list" aria-label="Standing answers" className={styles.list}>
          {grants.data.map((grant) => (
            <GrantRow key={grant.capability} grant={grant} />
          ))}
        </ul>
      )}
      {capabilities && (
        <AddGrant packages={capabilities.packages} taken={grants.data.map(({ capability }) => capability)} />
      )}
    </>
  );
}

function GrantRow({ grant }: { grant: Grant }) {
  const clock = useClock();
  const decide = useDecideGrant();
  const { capability, at } = grant;
  const name = `${packageOf(capability)}: ${functionWords(capability)}`;
  const decision = (decide.isPending ? decide.variables.decision : null) ?? grant.decision;
  return (
    <li className={styles.grant}>
      <p>
        <strong>{functionWords(capability)}</strong>
        <small>
          {packageOf(capability)} · {formatDay(at, clock)}
        </small>
      </p>
      <Field label={`Answer for ${name}`} hideLabel>
        {(control) => (
          <Select
            {...control}
            value={decision}
            onChange={(event) => {
              decide.mutate({ capability, decision: event.target.value as GrantDecision });
            }}
          >
            {DECISIONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <IconButton
        label={`Remove the answer for ${name}`}
        icon={<X />}
        onClick={() => {
          decide.mutate({ capability, decision: null });
        }}
      />
    </li>
  );
}
