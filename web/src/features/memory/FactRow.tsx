import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { EditFactDialog } from "./EditFactDialog";
import styles from "./Memory.module.css";
import { useForgetFact } from "./queries";
import type { Fact } from "./queries";
import { Source } from "./Source";

export function FactRow({ fact }: { fact: Fact }) {
  const [editing, setEditing] = useState(false);
  const forget = useForgetFact(fact.id);
  return (
    <li className={styles.fact}>
      <p className={styles.words}>
        <span>{fact.text}</span>
        <Source fact={fact} />
      </p>
      <div className={styles.actions}>
        <IconButton
          label={`Change “${fact.text}”`}
          icon={<Pencil />}
          size="sm"
          onClick={() => {
            setEditing(true);
          }}
        />
        <IconButton
          label={`Forget “${fact.text}”`}
          icon={<Trash2 />}
          size="sm"
          disabled={forget.isPending}
          onClick={() => {
            forget.mutate();
          }}
        />
      </div>
      {editing && (
        <EditFactDialog
          fact={fact}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </li>
  );
}
