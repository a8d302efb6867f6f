import clsx from "clsx";
import { CalendarDays, FileText, SquarePen } from "lucide-react";
import type { ReactNode } from "react";
import { Link, NavLink, useNavigate, useParams } from "react-router";
import { AccountMenu } from "@/features/auth/AccountMenu";
import { ConversationList } from "@/features/conversations/ConversationList";
import { NotificationsMenu } from "@/features/notifications/NotificationsMenu";
import { Brand } from "@/ui/Brand";
import styles from "./Sidebar.module.css";

export function Sidebar() {
  const navigate = useNavigate();
  const { conversationId } = useParams();
  return (
    <div className={styles.sidebar}>
      <header className={styles.top}>
        <Link to="/" className={styles.brand}>
          <Brand />
        </Link>
        <NotificationsMenu />
      </header>
      <nav aria-label="Pages" className={styles.pages}>
        <PageLink to="/" end icon={<SquarePen aria-hidden />} hint="Ctrl+Shift+O">
          New chat
        </PageLink>
        <PageLink to="/documents" icon={<FileText aria-hidden />}>
          Documents
        </PageLink>
        <PageLink to="/planner" icon={<CalendarDays aria-hidden />}>
          Planner
        </PageLink>
      </nav>
      <ConversationList
        activeId={conversationId}
        onLeave={() => {
          void navigate("/");
        }}
      />
      <div className={styles.bottom}>
        <AccountMenu
          onSettings={() => {
            void navigate("/settings");
          }}
        />
      </div>
    </div>
  );
}

interface PageLinkProps {
  to: string;
  end?: boolean;
  icon: ReactNode;
  hint?: string;
  children: string;
}

function PageLink({ to, end = false, icon, hint, children }: PageLinkProps) {
  return (
    <NavLink
      to={to}
      end={end}
      title={hint}
      className={({ isActive }) => clsx(styles.page, isActive && styles.active)}
    >
      {icon}
      {children}
    </NavLink>
  );
}
