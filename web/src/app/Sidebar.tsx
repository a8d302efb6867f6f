import clsx from "clsx";
import {
  Brain,
  CalendarDays,
  FileText,
  Gauge,
  History,
  ShieldCheck,
  SquarePen,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, NavLink, useNavigate, useParams } from "react-router";
import { usePendingApprovals } from "@/api/approvals";
import { usePerson } from "@/api/useSession";
import { AccountMenu } from "@/features/auth/AccountMenu";
import { ConversationList } from "@/features/conversations/ConversationList";
import { NotificationsMenu } from "@/features/notifications/NotificationsMenu";
import { Brand } from "@/ui/Brand";
import styles from "./Sidebar.module.css";

export function Sidebar() {
  const navigate = useNavigate();
  const { conversationId } = useParams();
  const { role } = usePerson();
  const { data: pending } = usePendingApprovals();
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
        <PageLink to="/memory" icon={<Brain aria-hidden />}>
          Memory
        </PageLink>
        <PageLink
          to="/activity"
          icon={<History aria-hidden />}
          count={pending?.length ?? 0}
          counted="waiting for your word"
        >
          Activity
        </PageLink>
        <PageLink to="/groups" icon={<UsersRound aria-hidden />}>
          Groups
        </PageLink>
        <PageLink to="/usage" icon={<Gauge aria-hidden />}>
          Usage
        </PageLink>
        {role === "admin" && (
          <PageLink to="/admin" icon={<ShieldCheck aria-hidden />}>
            Administration
          </PageLink>
        )}
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
  /** How much there is to see to, and what that is. */
  count?: number;
  counted?: string;
  children: string;
}

function PageLink({ to, end = false, icon, hint, count = 0, counted, children }: PageLinkProps) {
  return (
    <NavLink
      to={to}
      end={end}
      title={hint}
      className={({ isActive }) => clsx(styles.page, isActive && styles.active)}
    >
      {icon}
      {children}
      {count > 0 && (
        <span className={styles.count}>
          {count}
          <span className="visually-hidden"> {counted}</span>
        </span>
      )}
    </NavLink>
  );
}
