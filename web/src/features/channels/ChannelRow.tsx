import { CircleCheck, CircleX, Send, Settings2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import type { Channel } from "@/api/channels";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { DoorIcon } from "@/ui/doors";
import { errorText } from "@/ui/ErrorNotice";
import styles from "./Channels.module.css";
import type { Delivery } from "./queries";
import { useTest } from "./queries";
import { SettingsDialog } from "./SettingsDialog";
import { stateWords } from "./words";

export function ChannelRow({ channel, admin }: { channel: Channel; admin: boolean }) {
  const { name, title, about, reason, sends } = channel;
  const [editing, setEditing] = useState(false);
  const test = useTest(name);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h3>
          <DoorIcon door={name} /> {title} <State channel={channel} />
        </h3>
        <div className={styles.actions}>
          {sends && (
            <Button
              size="sm"
              icon={<Send aria-hidden />}
              busy={test.isPending}
              aria-label={`Send yourself a test by ${title}`}
              onClick={() => {
                test.mutate();
              }}
            >
              Test
            </Button>
          )}
          {admin && (
            <Button
              size="sm"
              icon={<Settings2 aria-hidden />}
              aria-label={`Set up ${title}`}
              onClick={() => {
                setEditing(true);
              }}
            >
              Set up
            </Button>
          )}
        </div>
      </div>
      <p className={styles.about}>{about}</p>
      {reason && <p className={styles.reason}>{reason}</p>}
      <div role="status" className={styles.said}>
        {test.data && <Outcome delivery={test.data} />}
        {test.isError && <Said ok={false}>{errorText(test.error)}</Said>}
      </div>
      {editing && (
        <SettingsDialog
          channel={channel}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </li>
  );
}

function State({ channel: { state } }: { channel: Channel }) {
  if (state === "open")
    return (
      <Badge tone="success" icon={<CircleCheck aria-hidden />}>
        connected
      </Badge>
    );
  if (state === "broken")
    return (
      <Badge tone="danger" icon={<TriangleAlert aria-hidden />}>
        does not work
      </Badge>
    );
  return <Badge>{state === "waiting" ? "starting" : "not set up"}</Badge>;
}

/** What became of a test, where it was asked for. */
function Outcome({ delivery: { state, to, reason } }: { delivery: Delivery }) {
  const words = `${stateWords(state).label} (${to})`;
  return (
    <Said ok={state === "sent"}>
      {words.charAt(0).toUpperCase() + words.slice(1)}
      {reason && `: ${reason}`}
    </Said>
  );
}

function Said({ ok, children }: { ok: boolean; children: ReactNode }) {
  return (
    <p className={styles.outcome} data-ok={ok}>
      {ok ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
      <span>{children}</span>
    </p>
  );
}
