import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { Skeleton } from "@/ui/Skeleton";
import { orderTasks } from "./agenda";
import { QuickAdd } from "./QuickAdd";
import { useTasks } from "./queries";
import rows from "./Row.module.css";
import styles from "./Tab.module.css";
import { TaskDialog } from "./TaskDialog";
import { TaskRow } from "./TaskRow";
import type { Task } from "./types";
import { useTaskActions } from "./useTaskActions";

type Status = Task["status"];

export function TasksTab() {
  const [status, setStatus] = useState<Status>("open");
  const [editing, setEditing] = useState<Partial<Task> | null>(null);
  const { add, busy } = useTaskActions();
  return (
    <div className={styles.tab}>
      <QuickAdd
        label="New task"
        placeholder="Add a task, such as: pay the rent on 1 December"
        whenLabel="Due"
        busy={busy}
        onAdd={({ title, when }) => add({ title, due: when })}
        onDetails={({ title, when }) => {
          setEditing({ title, due: when });
        }}
      />
      <SegmentedControl
        label="Which tasks"
        value={status}
        onChange={setStatus}
        options={[
          { value: "open", label: "Open" },
          { value: "done", label: "Done" },
        ]}
      />
      <TaskList status={status} onEdit={setEditing} />
      {editing && (
        <TaskDialog
          task={editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </div>
  );
}

function TaskList({ status, onEdit }: { status: Status; onEdit: (task: Task) => void }) {
  const { data, isPending, isError, error, refetch } = useTasks(status);
  if (isPending) return <Skeleton lines={5} label="Loading the tasks" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const tasks = data.items.filter((task) => task.status === status); // while the other list loads, this one is shown
  if (tasks.length === 0)
    return status === "open" ? (
      <EmptyState icon={<CircleCheck />} title="Nothing to do">
        Add a task above, or tell the assistant: “add buying milk to my tasks”.
      </EmptyState>
    ) : (
      <EmptyState icon={<CircleCheck />} title="No finished tasks yet" />
    );
  return (
    <ul role="list" aria-label={status === "open" ? "Open tasks" : "Finished tasks"} className={rows.list}>
      {(status === "open" ? orderTasks(tasks) : tasks).map((task) => (
        <TaskRow key={task.id} task={task} onEdit={onEdit} />
      ))}
    </ul>
  );
}
