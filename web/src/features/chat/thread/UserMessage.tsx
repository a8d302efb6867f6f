import { Pencil, Rewind } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { DoorBadge } from "@/ui/DoorBadge";
import { IconButton } from "@/ui/IconButton";
import { formatExact, formatWhen } from "@/ui/time";
import { isEnded } from "../model/turn";
import type { Turn } from "../model/turn";
import type { Version } from "../model/versions";
import { AttachmentNames } from "./AttachmentNames";
import { EditMessage } from "./EditMessage";
import { useThreadActions } from "./ThreadActions";
import styles from "./UserMessage.module.css";
import { VersionSwitch } from "./VersionSwitch";

interface UserMessageProps {
  turn: Turn;
  version: Version | undefined;
}

export function UserMessage({ turn, version }: UserMessageProps) {
  const [editing, setEditing] = useState(false);
  const clock = useClock();
  const actions = useThreadActions();
  const stored = turn.runId !== null && (isEnded(turn) || turn.status === "waiting");
  const changeable = stored && !actions.readOnly && !turn.record?.superseded;
  if (editing)
    return (
      <div className={styles.message}>
        <EditMessage
          text={turn.text}
          onCancel={() => {
            setEditing(false);
          }}
          onRerun={(text) => {
            setEditing(false);
            actions.rerun(turn, text);
          }}
        />
      </div>
    );
  return (
    <div className={styles.message}>
      <AttachmentNames fileIds={turn.attachments} />
      {turn.text && <div className={styles.bubble}>{turn.text}</div>}
      <div className={styles.foot}>
        {turn.interface !== "web" && <DoorBadge door={turn.interface} />}
        <time dateTime={turn.at} title={formatExact(turn.at, clock)}>
          {formatWhen(turn.at, clock)}
        </time>
        {version && turn.runId && <VersionSwitch runId={turn.runId} version={version} />}
        {turn.status === "accepted" && turn.runId && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              actions.unsend(turn);
            }}
          >
            Do not send
          </Button>
        )}
        <span className={styles.actions}>
          <CopyButton label="Copy message" text={() => turn.text} />
          {changeable && (
            <>
              <IconButton
                label="Edit and rerun"
                icon={<Pencil />}
                size="sm"
                onClick={() => {
                  setEditing(true);
                }}
              />
              <IconButton
                label="Rewind to here"
                icon={<Rewind />}
                size="sm"
                onClick={() => {
                  actions.rewind(turn);
                }}
              />
            </>
          )}
        </span>
      </div>
    </div>
  );
}
