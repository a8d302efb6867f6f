import { CircleCheck, CircleX, Send, Settings2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Channel } from "@/api/channels";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { DoorIcon } from "@/ui/doors";
import { errorText } from "@/ui/ErrorNotice";
import styles from "./Channels.module.css";
import { useTest } from "./queries";
import { SettingsDialog } from "./SettingsDialog";
import { stateWords } from "./words";

export function ChannelRow({ channel, admin }: { channel: Channel; admin: boolean }) {
  const { name, title, about, reason, sends } = channel;
  const [editing, setEditing] = useState(false);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h3>
          <DoorIcon door={name} /> {title} <State channel={channel} />
        </h3>
        <div className={styles.actions}>
          {sends && <TestButton channel={channel} />}
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

/** The outcome stands beside the button, so that it is seen where it was asked for. */
function TestButton({ channel: { name, title } }: { channel: Channel }) {
  const test = useTest(name);
  const failed = test.isError || (test.data && test.data.state !== "sent");
  return (
    <>
      <span role="status" className={styles.outcome} data-failed={failed || undefined}>
        {test.data && !failed && <CircleCheck aria-hidden />}
        {failed && <CircleX aria-hidden />}
        {test.isError && errorText(test.error)}
        {test.data &&
          `${stateWords(test.data.state).label}${test.data.reason ? `: ${test.data.reason}` : ""}`}
      </span>
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
    </>
  );
}
