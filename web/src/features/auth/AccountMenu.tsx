import { ChevronsUpDown, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { session } from "@/api/session";
import { usePerson } from "@/api/useSession";
import { Menu } from "@/ui/Menu";
import { setTheme, useTheme } from "@/ui/theme";
import { useToast } from "@/ui/Toast";
import styles from "./AccountMenu.module.css";

export function AccountMenu({ onSettings }: { onSettings: () => void }) {
  const person = usePerson();
  const theme = useTheme();
  const toast = useToast();
  const signOut = () => {
    session.signOut().catch(() => {
      toast({ text: "You are signed out here, but the server could not be told.", tone: "danger" });
    });
  };
  return (
    <Menu
      label="Account"
      side="top"
      align="start"
      header={person.email}
      trigger={
        <button type="button" className={styles.trigger}>
          <span className={styles.avatar} aria-hidden>
            {initials(person.name)}
          </span>
          <span className={styles.name}>{person.name}</span>
          <span className="visually-hidden">, account</span>
          <ChevronsUpDown aria-hidden />
        </button>
      }
      items={[
        { label: "Settings", icon: <Settings />, onSelect: onSettings },
        null,
        {
          label: "Light",
          icon: <Sun />,
          checked: theme === "light",
          onSelect: () => {
            setTheme("light");
          },
        },
        {
          label: "Dark",
          icon: <Moon />,
          checked: theme === "dark",
          onSelect: () => {
            setTheme("dark");
          },
        },
        {
          label: "As the system",
          icon: <Monitor />,
          checked: theme === "system",
          onSelect: () => {
            setTheme("system");
          },
        },
        null,
        { label: "Sign out", icon: <LogOut />, onSelect: signOut },
      ]}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
}
