import { RotateCcw, Tag, Trash2, X } from "lucide-react";
import { useState } from "react";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { counted } from "@/ui/numbers";
import { useReindexing, useRemoval } from "./changes";
import styles from "./ListHead.module.css";
import { useSelection, type Selection } from "./selection";
import { TagsDialog } from "./TagsDialog";
import { Tick } from "./Tick";

interface ListHeadProps {
  documents: readonly DocumentView[];
  total: number;
  /** More of them, shown under the archives that they came in. */
  inArchives: number;
}

/** Above the list: how many there are, and what can be done with those that are ticked. */
export function ListHead({ documents, total, inArchives }: ListHeadProps) {
  const selection = useSelection();
  if (!selection) return null;
  const all = documents.every((each) => selection.has(each));
  const some = selection.documents.length > 0;
  return (
    <div className={styles.head}>
      <Tick
        label="Select all that are shown"
        checked={some && all}
        partly={some && !all}
        onChange={(ticked) => {
          if (ticked) selection.set(documents, true);
          else selection.clear();
        }}
      />
      {some ? (
        <Ticked selection={selection} />
      ) : (
        <p className={styles.count}>
          {counted(total, "document")}
          {inArchives > 0 && `, and ${counted(inArchives, "file")} in archives`}
        </p>
      )}
    </div>
  );
}

function Ticked({ selection }: { selection: Selection }) {
  const [tagging, setTagging] = useState(false);
  const removal = useRemoval();
  const reindexing = useReindexing();
  const { documents, clear } = selection;
  return (
    <>
      <p role="status" className={styles.count}>
        <strong>{documents.length} selected</strong>
      </p>
      <div role="group" aria-label="For those selected" className={styles.actions}>
        <Button
          size="sm"
          icon={<Tag />}
          onClick={() => {
            setTagging(true);
          }}
        >
          Tags
        </Button>
        <Button
          size="sm"
          icon={<RotateCcw />}
          busy={reindexing.isPending}
          onClick={() => {
            reindexing.mutate(documents, { onSuccess: clear });
          }}
        >
          Read again
        </Button>
        <Button
          size="sm"
          variant="danger"
          icon={<Trash2 />}
          busy={removal.isPending}
          onClick={() => {
            removal.mutate(documents, { onSuccess: clear });
          }}
        >
          Delete
        </Button>
      </div>
      <IconButton size="sm" className={styles.none} label="Select none" icon={<X />} onClick={clear} />
      {tagging && (
        <TagsDialog
          documents={documents}
          onClose={() => {
            setTagging(false);
          }}
          onDone={clear}
        />
      )}
    </>
  );
}
