import { MailCheck, RotateCw } from "lucide-react";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { DoorIcon, doorTitle } from "@/ui/doors";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice, errorText } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { formatExact, formatWhen } from "@/ui/time";
import { useToast } from "@/ui/Toast";
import styles from "./Channels.module.css";
import type { Delivery } from "./queries";
import { useDeliveries, useSendAgain } from "./queries";
import { repeatable, stateWords } from "./words";

/** What was sent lately, the newest first. */
export function Deliveries({ everybody }: { everybody: boolean }) {
  const { data, isPending, isError, error, refetch } = useDeliveries(everybody);
  if (isPending) return <Skeleton lines={4} label="Loading what was sent" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.length === 0)
    return (
      <EmptyState icon={<MailCheck />} title="Nothing was sent yet">
        Answers, reminders and messages that leave the web page appear here, with what became of them.
      </EmptyState>
    );
  return (
    <ul role="list" aria-label="What was sent" className={styles.deliveries}>
      {data.map((delivery) => (
        <Row key={delivery.key} delivery={delivery} />
      ))}
    </ul>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const { platform, to, state, reason, text, at } = delivery;
  const clock = useClock();
  const { label, tone } = stateWords(state);
  return (
    <li className={styles.delivery}>
      <span className={styles.platform} title={doorTitle(platform)}>
        <DoorIcon door={platform} />
        <span className="visually-hidden">{doorTitle(platform)}</span>
      </span>
      <div className={styles.words}>
        <p className={styles.to}>
          <strong>{to}</strong> <Badge tone={tone}>{label}</Badge>
          <time dateTime={at} title={formatExact(at, clock)}>
            {formatWhen(at, clock)}
          </time>
        </p>
        {text && <p className={styles.text}>{text}</p>}
        {reason && <p className={styles.reason}>{reason}</p>}
      </div>
      {repeatable(state) && <Again delivery={delivery} />}
    </li>
  );
}

function Again({ delivery: { key, to, state } }: { delivery: Delivery }) {
  const toast = useToast();
  const again = useSendAgain();
  return (
    <Button
      size="sm"
      icon={<RotateCw aria-hidden />}
      busy={again.isPending}
      aria-label={`Send again to ${to}`}
      title={state === "unknown" ? "It may then arrive twice." : undefined}
      onClick={() => {
        again.mutate(key, {
          onError: (error) => {
            toast({ text: errorText(error), tone: "danger" });
          },
        });
      }}
    >
      Send again
    </Button>
  );
}
