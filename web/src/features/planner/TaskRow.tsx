import clsx from "clsx";
import { Ellipsis, Flag, PenLine, Repeat, Trash2 } from "lucide-react";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { formatExact, formatWhen } from "@/ui/time";
import { Check } from "./Check";
import { recurrenceInWords } from "./recurrence";
import styles from "./Row.module.css";
import type { Task } from "./types";
import { useTaskActions } from "./useTaskActions";

export function TaskRow({ task, onEdit }: { task: Task; onEdit: (task: Task) => void }) {
  const clock = useClock();
  const actions = useTaskActions();
  const done = task.status === "done";
  const late = !done && task.due !== null && Date.parse(task.due) < clock.now.getTime();
  return (
    <li className={styles.row}>
      <Check
        checked={done}
        label={done ? `Reopen ${task.title}` : `Complete ${task.title}`}
        onChange={() => {
          if (done) actions.reopen(task);
          else actions.complete(task);
        }}
      />
      <div className={styles.main}>
        <button
          type="button"
          className={clsx(styles.title, done && styles.done)}
          onClick={() => {
            onEdit(task);
          }}
        >
          {task.title}
        </button>
        {task.description && <p className={styles.description}>{task.description}</p>}
        <div className={styles.facts}>
          {task.due && (
            <time
              dateTime={task.due}
              title={formatExact(task.due, clock)}
              className={late ? styles.late : undefined}
            >
              {late && <span className="visually-hidden">Late: </span>}
              {formatWhen(task.due, clock)}
            </time>
          )}
          {task.recurrence && (
            <span>
              <Repeat aria-hidden /> {recurrenceInWords(task.recurrence)}
            </span>
          )}
          {task.priority !== "medium" && (
            <Badge tone={task.priority === "high" ? "warning" : "neutral"} icon={<Flag aria-hidden />}>
              {task.priority === "high" ? "High" : "Low"}
              <span className="visually-hidden"> priority</span>
            </Badge>
          )}
          {task.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
      </div>
      <Menu
        label={`Actions for ${task.title}`}
        trigger={<IconButton label={`Actions for ${task.title}`} icon={<Ellipsis />} />}
        items={[
          {
            label: "Edit",
            icon: <PenLine />,
            onSelect: () => {
              onEdit(task);
            },
          },
          {
            label: "Delete",
            icon: <Trash2 />,
            tone: "danger",
            onSelect: () => {
              actions.remove(task);
            },
          },
        ]}
      />
    </li>
  );
}
