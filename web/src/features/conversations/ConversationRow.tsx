import clsx from "clsx";
import { Ellipsis, Pencil, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { ConversationView } from "@/api/types";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { Spinner } from "@/ui/Spinner";
import styles from "./ConversationRow.module.css";
import { useDeleteConversation } from "./queries";
import { RenameField } from "./RenameField";

interface ConversationRowProps {
  conversation: ConversationView;
  active: boolean;
  /** How many questions in it wait for the person. */
  waiting: number;
  onDeleted: () => void;
}

export function ConversationRow({ conversation, active, waiting, onDeleted }: ConversationRowProps) {
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const { id, title, snippet, found_run_id: found, running_run_id, group } = conversation;
  const remove = useDeleteConversation(id, onDeleted);
  const show = () => {
    setMode("shown");
  };
  if (mode === "renaming")
    return (
      <li className={styles.row}>
        <RenameField id={id} title={title} onDone={show} />
      </li>
    );
  return (
    <li className={clsx(styles.row, active && styles.active)}>
      <Link
        to={found ? `/c/${id}?message=${found}` : `/c/${id}`}
        className={styles.link}
        aria-current={active ? "page" : undefined}
        title={title}
      >
        <span className={styles.title}>{title}</span>
        {group && (
          <span className={styles.group}>
            <UsersRound aria-hidden />
            {group === title ? "Group conversation" : group}
          </span>
        )}
        {snippet && <span className={styles.snippet}>{snippet}</span>}
      </Link>
      {waiting > 0 && (
        <span className={styles.waiting}>
          {waiting}
          <span className="visually-hidden"> waiting for your answer</span>
        </span>
      )}
      {running_run_id && waiting === 0 && <Spinner label="Answering" className={styles.running} />}
      <Menu
        label={`Actions for ${title}`}
        trigger={
          <IconButton label={`Actions for ${title}`} icon={<Ellipsis />} size="sm" className={styles.more} />
        }
        items={[
          {
            label: "Rename",
            icon: <Pencil />,
            onSelect: () => {
              setMode("renaming");
            },
          },
          {
            label: "Delete",
            icon: <Trash2 />,
            tone: "danger",
            onSelect: () => {
              setMode("deleting");
            },
          },
        ]}
      />
      <ConfirmDialog
        open={mode === "deleting"}
        onClose={show}
        title="Delete this conversation?"
        description={`“${title}” and its messages will be gone for good. Tasks, reminders and documents stay.`}
        action="Delete"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          remove.mutate();
        }}
      />
    </li>
  );
}
