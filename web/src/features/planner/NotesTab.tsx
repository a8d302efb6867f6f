import { NotebookPen, Plus } from "lucide-react";
import { useState } from "react";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { SearchInput } from "@/ui/SearchInput";
import { Skeleton } from "@/ui/Skeleton";
import { formatDay } from "@/ui/time";
import { NoteDialog } from "./NoteDialog";
import styles from "./NotesTab.module.css";
import { useNotes } from "./queries";
import type { Note } from "./types";

export function NotesTab() {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState<Note | "new" | null>(null);
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <SearchInput
          label="Search the notes"
          placeholder="Search the notes"
          value={words}
          onChange={setWords}
        />
        <Button
          variant="primary"
          icon={<Plus aria-hidden />}
          onClick={() => {
            setOpen("new");
          }}
        >
          New note
        </Button>
      </div>
      <Notes words={words} onOpen={setOpen} />
      {open && (
        <NoteDialog
          note={open === "new" ? null : open}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}

function Notes({ words, onOpen }: { words: string; onOpen: (note: Note) => void }) {
  const { data, isPending, isError, error, refetch } = useNotes();
  if (isPending) return <Skeleton lines={5} label="Loading the notes" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const notes = matching(data.items, words);
  if (data.items.length === 0)
    return (
      <EmptyState icon={<NotebookPen />} title="No notes yet">
        Keep what you want to find again, or tell the assistant: “note that the key is under the mat”.
      </EmptyState>
    );
  if (notes.length === 0) return <EmptyState icon={<NotebookPen />} title={`No note with “${words}”`} />;
  return (
    <ul role="list" aria-label="Notes" className={styles.cards}>
      {notes.map((note) => (
        <li key={note.id}>
          <NoteCard note={note} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function NoteCard({ note, onOpen }: { note: Note; onOpen: (note: Note) => void }) {
  const clock = useClock();
  return (
    <button
      type="button"
      className={styles.card}
      onClick={() => {
        onOpen(note);
      }}
    >
      <strong className={styles.title}>{note.title}</strong>
      <span className={styles.content}>{note.content}</span>
      <span className={styles.foot}>
        <time dateTime={note.updated_at}>{formatDay(note.updated_at, clock)}</time>
        {note.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    </button>
  );
}

/** Every word has to occur, in the title, the text or a tag. */
function matching(notes: Note[], words: string): Note[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return notes.filter((note) => {
    const text = [note.title, note.content, ...note.tags].join("\n").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
