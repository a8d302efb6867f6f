import { Unlink } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { DoorIcon } from "@/ui/doors";
import { Switch } from "@/ui/Switch";
import { formatDay, formatExact } from "@/ui/time";
import styles from "./Accounts.module.css";
import { useSetNotify, useUnlink } from "./queries";
import type { LinkedAccount } from "./queries";

export function AccountRow({ account }: { account: LinkedAccount }) {
  const clock = useClock();
  const notify = useSetNotify();
  const { id, platform, title, name, linked_at, last_used_at } = account;
  return (
    <li className={styles.account}>
      <span className={styles.sign}>
        <DoorIcon door={platform} />
      </span>
      <p className={styles.who}>
        <strong>{name}</strong>
        <small>
          {title} · connected{" "}
          <time dateTime={linked_at} title={formatExact(linked_at, clock)}>
            {lowered(formatDay(linked_at, clock))}
          </time>
          , last used{" "}
          <time dateTime={last_used_at} title={formatExact(last_used_at, clock)}>
            {lowered(formatDay(last_used_at, clock))}
          </time>
        </small>
      </p>
      <div className={styles.actions}>
        <Switch
          label="Send reminders and questions there, too"
          checked={account.notify}
          onChange={(checked) => {
            notify.mutate({ id, notify: checked });
          }}
        />
        <UnlinkButton account={account} />
      </div>
    </li>
  );
}

function UnlinkButton({ account: { id, title, name } }: { account: LinkedAccount }) {
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const unlink = useUnlink(close);
  return (
    <>
      <Button
        size="sm"
        icon={<Unlink aria-hidden />}
        aria-label={`Unlink ${title} account ${name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        Unlink
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={close}
        title="Unlink this account?"
        description={`What is written from the ${title} account ${name} does not reach your assistant any more, at once. Your conversations stay. A new code connects it again.`}
        action="Unlink"
        busy={unlink.isPending}
        error={unlink.error}
        onConfirm={() => {
          unlink.mutate(id);
        }}
      />
    </>
  );
}

/** "Today" in the middle of a sentence; names of days and months keep their capital. */
function lowered(day: string): string {
  return /^(Today|Yesterday|Tomorrow)$/.test(day) ? day.toLowerCase() : day;
}
