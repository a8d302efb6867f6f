import type { Reminder } from "./types";
import { useChange, without } from "./useChange";

export type ReminderInput = Pick<Reminder, "title" | "time"> &
  Partial<Pick<Reminder, "description" | "recurrence" | "notification_method">>;

export function useReminderActions() {
  const { mutate, mutateAsync, isPending } = useChange("reminder");
  return {
    busy: isPending,
    add: (input: ReminderInput) => mutateAsync({ method: "POST", body: input }),
    snooze: ({ id, title }: Reminder, minutes: number, words: string) => {
      mutate({
        method: "POST",
        id,
        action: "/snooze",
        body: { minutes },
        guess: (items) => items, // so that a refusal is shown as a message
        done: `“${title}” comes again ${words}.`,
      });
    },
    cancel: (reminder: Reminder) => {
      const { title, description, time, recurrence, notification_method } = reminder;
      mutate({
        method: "DELETE",
        id: reminder.id,
        guess: without(reminder.id),
        done: `The reminder “${title}” was cancelled.`,
        undo: () => {
          mutate({ method: "POST", body: { title, description, time, recurrence, notification_method } });
        },
      });
    },
  };
}
