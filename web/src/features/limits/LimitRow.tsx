import { PenLine, RotateCcw, Trash2 } from "lucide-react";
import { errorText } from "@/ui/ErrorNotice";
import { IconButton } from "@/ui/IconButton";
import { useToast } from "@/ui/Toast";
import styles from "./Limits.module.css";
import { useRemoveLimit, useSetLimit } from "./queries";
import { amountWords, isNamed, scopeWords } from "./scopes";
import type { Names } from "./scopes";
import type { Limit } from "./types";

interface LimitRowProps {
  limit: Limit;
  names: Names;
  onEdit: () => void;
}

export function LimitRow({ limit, names, onEdit }: LimitRowProps) {
  const toast = useToast();
  const remove = useRemoveLimit();
  const put = useSetLimit();
  const { title, about } = scopeWords(limit.scope, names);
  const always = isNamed(limit.scope); // removing it brings back the default of the server's settings
  const takeAway = () => {
    remove.mutate(limit.scope, {
      onSuccess: () => {
        toast({
          text: always
            ? `“${title}” is as the server's settings say.`
            : `The limit of “${title}” was removed.`,
          action: {
            label: "Undo",
            onSelect: () => {
              put.mutate(limit);
            },
          },
        });
      },
      onError: (error) => {
        toast({ text: errorText(error), tone: "danger" });
      },
    });
  };
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <strong>{title}</strong>
        <small>{about}</small>
      </div>
      <span className={styles.amount}>{amountWords(limit)}</span>
      <span className={styles.actions}>
        <IconButton label={`Change: ${title}`} icon={<PenLine />} size="sm" onClick={onEdit} />
        <IconButton
          label={always ? `Back to the server's setting: ${title}` : `Remove: ${title}`}
          icon={always ? <RotateCcw /> : <Trash2 />}
          size="sm"
          onClick={takeAway}
        />
      </span>
    </li>
  );
}
