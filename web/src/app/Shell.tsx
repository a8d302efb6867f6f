import { Menu as MenuIcon, SquarePen } from "lucide-react";
import { useEffect, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { live } from "@/api/live";
import { ApprovalsLink } from "@/features/chat/approvals/ApprovalsLink";
import { ApprovalsWatcher } from "@/features/chat/approvals/ApprovalsWatcher";
import { TurnStoreProvider } from "@/features/chat/runs/TurnStoreContext";
import { NotificationsMenu } from "@/features/notifications/NotificationsMenu";
import { NotificationWatcher } from "@/features/notifications/NotificationWatcher";
import { IconButton } from "@/ui/IconButton";
import { ConnectionBanner } from "./ConnectionBanner";
import { Drawer } from "./Drawer";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useShortcuts } from "./useShortcuts";

export function Shell() {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const { key } = useLocation();
  const [place, setPlace] = useState(key);
  if (place !== key) {
    setPlace(key);
    setOpen(false); // going somewhere closes the drawer
  }
  useEffect(() => live.start(), []);
  useShortcuts(() => {
    setOpen(true);
  });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to content
      </a>
      <Drawer
        open={open}
        onClose={() => {
          setOpen(false);
        }}
      >
        <Sidebar />
      </Drawer>
      <div className={styles.main}>
        <header className={styles.bar}>
          <IconButton
            label="Open menu"
            icon={<MenuIcon />}
            aria-expanded={open}
            onClick={() => {
              setOpen(true);
            }}
          />
          <span className={styles.brand}>Agentic</span>
          <span className={styles.barEnd}>
            <ApprovalsLink />
            <NotificationsMenu />
            <IconButton label="New chat" icon={<SquarePen />} onClick={() => void navigate("/")} />
          </span>
        </header>
        <ConnectionBanner />
        <NotificationWatcher />
        <ApprovalsWatcher />
        <main id="main" tabIndex={-1} className={styles.content}>
          <TurnStoreProvider>
            <Outlet />
          </TurnStoreProvider>
        </main>
      </div>
    </div>
  );
}
