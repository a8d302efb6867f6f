import type { Task } from "./types";
import { useChange, without } from "./useChange";

export type TaskInput = Partial<
  Pick<Task, "title" | "description" | "due" | "priority" | "tags" | "recurrence">
>;

export function useTaskActions() {
  const { mutate, mutateAsync, isPending } = useChange("task");
  const restore = (task: Task) => {
    const { title, description, due, priority, tags, recurrence } = task;
    mutate({ method: "POST", body: { title, description, due, priority, tags, recurrence } });
  };
  const reopen = (task: Task) => {
    // a task that repeats did not end: it moved on to its next time
    if (task.recurrence) mutate({ method: "PATCH", id: task.id, body: { due: task.due } });
    else mutate({ method: "PUT", id: task.id, action: "/status", body: { status: "open" } });
  };
  return {
    busy: isPending,
    add: (input: TaskInput) => mutateAsync({ method: "POST", body: input }),
    edit: (id: string, input: TaskInput) => mutateAsync({ method: "PATCH", id, body: input }),
    complete: (task: Task) => {
      mutate({
        method: "PUT",
        id: task.id,
        action: "/status",
        body: { status: "done" },
        guess: without(task.id),
        done: `“${task.title}” is done.`,
        undo: () => {
          reopen(task);
        },
      });
    },
    reopen: (task: Task) => {
      mutate({
        method: "PUT",
        id: task.id,
        action: "/status",
        body: { status: "open" },
        guess: without(task.id),
        done: `“${task.title}” is open again.`,
      });
    },
    remove: (task: Task) => {
      mutate({
        method: "DELETE",
        id: task.id,
        guess: without(task.id),
        done: `“${task.title}” was deleted.`,
        undo: () => {
          restore(task);
        },
      });
    },
  };
}
