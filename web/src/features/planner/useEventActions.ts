import type { CalendarEvent } from "./types";
import { useChange, without } from "./useChange";

export type EventInput = Pick<CalendarEvent, "title" | "start" | "end"> &
  Partial<Pick<CalendarEvent, "description" | "location" | "attendees">>;

export function useEventActions() {
  const { mutate, mutateAsync } = useChange("event");
  return {
    add: (input: EventInput) => mutateAsync({ method: "POST", body: input }),
    edit: (id: string, input: EventInput) => mutateAsync({ method: "PATCH", id, body: input }),
    cancel: (event: CalendarEvent) => {
      const { title, description, start, end, location, attendees, calendar_id } = event;
      mutate({
        method: "DELETE",
        id: event.id,
        guess: without(event.id),
        done: `“${title}” was cancelled.`,
        undo: () => {
          mutate({
            method: "POST",
            body: { title, description, start, end, location, attendees, calendar_id },
          });
        },
      });
    },
  };
}
