import { Pencil } from "lucide-react";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { CopyButton } from "@/ui/CopyButton";
import { IconButton } from "@/ui/IconButton";
import { formatExact, formatWhen } from "@/ui/time";
import type { Turn } from "../model/turn";
import { AttachmentNames } from "./AttachmentNames";
import styles from "./UserMessage.module.css";

interface UserMessageProps {
  turn: Turn;
  onEdit: (text: string) => void;
}

export function UserMessage({ turn, onEdit }: UserMessageProps) {
  const clock = useClock();
  return (
    <div className={styles.message}>
      <AttachmentNames fileIds={turn.attachments} />
      {turn.text && <div className={styles.bubble}>{turn.text}</div>}
      <div className={styles.foot}>
        {turn.interface !== "web" && <Badge>{channelName(turn.interface)}</Badge>}
        <time dateTime={turn.at} title={formatExact(turn.at, clock)}>
          {formatWhen(turn.at, clock)}
        </time>
        <span className={styles.actions}>
          <CopyButton label="Copy message" text={() => turn.text} />
          <IconButton
            label="Edit and send again"
            icon={<Pencil />}
            size="sm"
            onClick={() => {
              onEdit(turn.text);
            }}
          />
        </span>
      </div>
    </div>
  );
}

const CHANNELS: Record<string, string> = {
  cli: "Command line",
  api: "API",
  telegram: "Telegram",
  voice: "Voice",
};

function channelName(name: string): string {
  return CHANNELS[name] ?? name;
}
