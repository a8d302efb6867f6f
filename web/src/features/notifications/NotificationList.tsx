import { BellOff, CheckCheck } from "lucide-react";
import { useNavigate } from "react-router";
import type { NotificationView } from "@/api/types";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { formatExact, formatRelative } from "@/ui/time";
import { Actions } from "./Actions";
import { inApp } from "./inApp";
import styles from "./NotificationList.module.css";
import { PermissionRow } from "./PermissionRow";
import { useMarkRead, useRecent } from "./queries";

/** What arrived lately, the newest first. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const { data, isPending, isError, error, refetch } = useRecent();
  const read = useMarkRead();
  const navigate = useNavigate();
  const items = data?.items ?? [];
  const unread = items.filter((item) => !item.read_at).map(({ id }) => id);
  const open = (item: NotificationView) => {
    if (!item.read_at) read.mutate([item.id]);
    const link = inApp(item.link);
    if (!link) return;
    onLeave();
    void navigate(link);
  };
  return (
    <div className={styles.panel}>
      <div className={styles.header}>
        <h2>Notifications</h2>
        {unread.length > 0 && (
          <Button
            size="sm"
            variant="ghost"
            icon={<CheckCheck aria-hidden />}
            onClick={() => {
              read.mutate(unread);
            }}
          >
            Mark all as read
          </Button>
        )}
      </div>
      {isPending && <Skeleton lines={3} label="Loading the notifications" />}
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && items.length === 0 && (
        <EmptyState icon={<BellOff />} title="Nothing yet">
          Reminders that come due appear here.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul role="list" aria-label="Notifications" className={styles.list}>
          {items.map((item) => (
            <li key={item.id}>
              <Item item={item} onOpen={open} />
              {!item.read_at && <Actions item={item} />}
            </li>
          ))}
        </ul>
      )}
      <PermissionRow />
    </div>
  );
}

function Item({ item, onOpen }: { item: NotificationView; onOpen: (item: NotificationView) => void }) {
  const clock = useClock();
  return (
    <button
      type="button"
      className={styles.item}
      data-unread={!item.read_at || undefined}
      onClick={() => {
        onOpen(item);
      }}
    >
      {!item.read_at && <span className="visually-hidden">Unread: </span>}
      <strong>{item.title}</strong>
      {item.text && <span className={styles.text}>{item.text}</span>}
      <time dateTime={item.created_at} title={formatExact(item.created_at, clock)}>
        {formatRelative(atMost(item.created_at, clock.now), clock)}
      </time>
    </button>
  );
}

/** The page's clock moves in steps: what came since the last one came just now. */
function atMost(iso: string, now: Date): string {
  return Date.parse(iso) > now.getTime() ? now.toISOString() : iso;
}
