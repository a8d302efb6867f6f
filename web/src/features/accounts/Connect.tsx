import { CircleCheck, KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { DoorIcon } from "@/ui/doors";
import styles from "./Accounts.module.css";
import { CodeCard } from "./CodeCard";
import { useMakeCode } from "./queries";
import type { LinkedAccount, Platform } from "./queries";

interface ConnectProps {
  platforms: Platform[];
  connected: LinkedAccount[];
}

/** From the code to the account that was connected with it. */
export function Connect({ platforms, connected }: ConnectProps) {
  const make = useMakeCode();
  const [before, setBefore] = useState<ReadonlySet<string>>(new Set());
  const code = make.data;
  const arrived = code && connected.find(({ id }) => !before.has(id));
  const start = () => {
    setBefore(new Set(connected.map(({ id }) => id)));
    make.mutate();
  };
  return (
    <>
      {make.isError && <ErrorNotice error={make.error} />}
      {arrived && (
        <p role="status" className={styles.done}>
          <CircleCheck aria-hidden />
          {`${arrived.title} account ${arrived.name} is connected.`}
        </p>
      )}
      {code && !arrived ? (
        <CodeCard code={code} busy={make.isPending} onAgain={start} />
      ) : (
        <>
          <p className={styles.names}>
            {platforms.map(({ platform, title }) => (
              <span key={platform}>
                <DoorIcon door={platform} />
                {title}
              </span>
            ))}
          </p>
          <Button
            variant="primary"
            className={styles.start}
            icon={<KeyRound aria-hidden />}
            busy={make.isPending}
            onClick={start}
          >
            {arrived ? "Connect another" : "Get a code"}
          </Button>
        </>
      )}
    </>
  );
}
