import clsx from "clsx";
import { ShieldCheck } from "lucide-react";
import { NavLink, Outlet } from "react-router";
import { usePerson } from "@/api/useSession";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import styles from "./AdminLayout.module.css";

const PAGES = [
  { to: "/admin/agents", label: "Agents" },
  { to: "/admin/models", label: "Models" },
  { to: "/admin/channels", label: "Channels" },
  { to: "/admin/limits", label: "Limits" },
  { to: "/admin/people", label: "People" },
];

/** The administrators' pages share one entry in the menu and this row of links. The server checks the role itself. */
export function AdminLayout() {
  const { role } = usePerson();
  if (role !== "admin")
    return (
      <Page>
        <EmptyState icon={<ShieldCheck />} title="This is for administrators">
          Ask somebody who runs this assistant if something here should be changed.
        </EmptyState>
      </Page>
    );
  return (
    <Page>
      <nav aria-label="Administration" className={styles.pages}>
        {PAGES.map(({ to, label }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) => clsx(styles.page, isActive && styles.active)}
          >
            {label}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
