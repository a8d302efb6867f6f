import { Ellipsis, ListTree, PenLine, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { DocumentView } from "@/api/types";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { detailsOf } from "./address";
import { useReindexing, useRemoval } from "./changes";
import { EditDocumentDialog } from "./EditDocumentDialog";

/** What can be done with one document. Deleting can be taken back, so it does not ask. */
export function DocumentMenu({ document }: { document: DocumentView }) {
  const [editing, setEditing] = useState(false);
  const navigate = useNavigate();
  const removal = useRemoval();
  const reindexing = useReindexing();
  const label = `Actions for ${document.title}`;
  return (
    <>
      <Menu
        label={label}
        trigger={<IconButton label={label} icon={<Ellipsis />} />}
        items={[
          {
            label: "Details and passages",
            icon: <ListTree />,
            onSelect: () => void navigate(detailsOf(document.id)),
          },
          {
            label: "Rename and tag",
            icon: <PenLine />,
            onSelect: () => {
              setEditing(true);
            },
          },
          {
            label: "Read again",
            icon: <RotateCcw />,
            onSelect: () => {
              reindexing.mutate([document]);
            },
          },
          null,
          {
            label: "Delete",
            icon: <Trash2 />,
            tone: "danger",
            onSelect: () => {
              removal.mutate([document]);
            },
          },
        ]}
      />
      <EditDocumentDialog
        document={document}
        open={editing}
        onClose={() => {
          setEditing(false);
        }}
      />
    </>
  );
}
