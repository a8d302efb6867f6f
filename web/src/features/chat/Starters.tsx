import { BellRing, CalendarClock, CircleHelp, FileSearch } from "lucide-react";
import { usePerson } from "@/api/useSession";
import styles from "./Starters.module.css";

/** `text` goes into the composer; `hint` stands for it where it would only repeat the title. */
const STARTERS = [
  { icon: <BellRing />, title: "Remind me", text: "Remind me tomorrow at 9 to call Ana" },
  { icon: <FileSearch />, title: "Ask my documents", text: "What do my documents say about " },
  { icon: <CalendarClock />, title: "Find a free hour", text: "Find an hour for a walk this week" },
  {
    icon: <CircleHelp />,
    title: "What can you do?",
    text: "What can you do?",
    hint: "A list of what this server offers",
  },
];

/** What an empty chat offers: words to begin with. They are put in the composer, not sent. */
export function Starters({ onPick }: { onPick: (text: string) => void }) {
  const { name } = usePerson();
  return (
    <div className={styles.starters}>
      <h1>What can I do for you, {name.split(" ")[0]}?</h1>
      <ul role="list">
        {STARTERS.map(({ icon, title, text, hint }) => (
          <li key={title}>
            <button
              type="button"
              className={styles.starter}
              onClick={() => {
                onPick(text);
              }}
            >
              <span className={styles.icon} aria-hidden>
                {icon}
              </span>
              <span className={styles.title}>{title}</span>
              <span className={styles.text}>
                {hint ?? (text.endsWith(" ") ? `${text.trimEnd()}…` : text)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
