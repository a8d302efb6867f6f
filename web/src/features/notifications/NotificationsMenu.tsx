import { Bell } from "lucide-react";
import { useState } from "react";
import { Popover } from "@/ui/Popover";
import { NotificationList } from "./NotificationList";
import styles from "./NotificationsMenu.module.css";
import { useUnread } from "./queries";

export function NotificationsMenu() {
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const label = unread === 0 ? "Notifications" : `Notifications, ${String(unread)} unread`;
  return (
    <Popover
      label="Notifications"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.bell} aria-label={label} title={label}>
          <Bell aria-hidden />
          {unread > 0 && (
            <span className={styles.count} aria-hidden>
              {unread > 99 ? "99+" : unread}
            </span>
          )}
        </button>
      }
    >
      <NotificationList
        onLeave={() => {
          setOpen(false);
        }}
      />
    </Popover>
  );
}
