import type { Note } from "./types";
import { useChange, without } from "./useChange";

export type NoteInput = Pick<Note, "title" | "content" | "tags">;

export function useNoteActions() {
  const { mutate, mutateAsync } = useChange("note");
  return {
    add: (input: NoteInput) => mutateAsync({ method: "POST", body: input }),
    edit: (id: string, input: NoteInput) => mutateAsync({ method: "PATCH", id, body: input }),
    remove: ({ id, title, content, tags }: Note) => {
      mutate({
        method: "DELETE",
        id,
        guess: without(id),
        done: `“${title}” was deleted.`,
        undo: () => {
          mutate({ method: "POST", body: { title, content, tags } });
        },
      });
    },
  };
}
