import { UserX } from "lucide-react";
import { useState } from "react";
import { CONFIRMATION, refusal, useErase } from "@/api/erase";
import type { Person } from "@/api/types";
import { EraseDialog } from "@/ui/EraseDialog";
import { IconButton } from "@/ui/IconButton";
import { useToast } from "@/ui/Toast";

export function ErasePerson({ person }: { person: Person }) {
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const erase = useErase(person.id, () => {
    setAsking(false);
    toast({ text: `${person.name} and everything of theirs is erased.` });
  });
  return (
    <>
      <IconButton
        label={`Erase ${person.name}`}
        icon={<UserX />}
        size="sm"
        onClick={() => {
          setAsking(true);
        }}
      />
      {asking && (
        <EraseDialog
          title={`Erase ${person.name}?`}
          description="Their conversations, documents, plans, memory and account are erased now. Nobody can bring them back."
          confirmation={CONFIRMATION}
          busy={erase.isPending}
          error={refusal(erase.error)}
          onClose={() => {
            setAsking(false);
          }}
          onErase={(password) => {
            erase.mutate(password);
          }}
        />
      )}
    </>
  );
}
