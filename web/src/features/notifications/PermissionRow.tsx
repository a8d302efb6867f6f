import { useState } from "react";
import { Button } from "@/ui/Button";
import styles from "./NotificationList.module.css";

/** Asks for messages outside the page, only when it is pressed. */
export function PermissionRow() {
  const [permission, setPermission] = useState(() =>
    "Notification" in window ? Notification.permission : "unsupported",
  );
  if (permission === "unsupported" || permission === "granted") return null;
  if (permission === "denied")
    return <p className={styles.permission}>The browser blocks messages from this page outside of it.</p>;
  return (
    <div className={styles.permission}>
      <Button
        size="sm"
        onClick={() => {
          void Notification.requestPermission().then(setPermission);
        }}
      >
        Also show them on the desktop
      </Button>
    </div>
  );
}
