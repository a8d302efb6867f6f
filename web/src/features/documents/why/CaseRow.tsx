import { Trash2 } from "lucide-react";
import { Link } from "react-router";
import type { components } from "@/api/schema.gen";
import { useClock } from "@/api/useClock";
import { Badge } from "@/ui/Badge";
import { errorText } from "@/ui/ErrorNotice";
import { IconButton } from "@/ui/IconButton";
import { formatDay } from "@/ui/time";
import { useToast } from "@/ui/Toast";
import { addressOf } from "../address";
import { whyAddress } from "./address";
import styles from "./CasesPage.module.css";
import { useDeleteCase, type Case } from "./queries";

interface CaseRowProps {
  kept: Case;
  checked: components["schemas"]["CheckedCase"] | undefined;
}

export function CaseRow({ kept, checked }: CaseRowProps) {
  const clock = useClock();
  const toast = useToast();
  const remove = useDeleteCase();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link to={whyAddress({ question: kept.question })} className={styles.question}>
          {kept.question}
        </Link>
        <p className={styles.facts}>
          {checked && <Found rank={checked.rank} />}
          <Link to={addressOf(kept.document_id, kept.passages[0] ?? {})}>{kept.title}</Link>
          <time dateTime={kept.created_at}>{formatDay(kept.created_at, clock)}</time>
        </p>
      </div>
      <IconButton
        label={`Delete the test case “${kept.question}”`}
        icon={<Trash2 />}
        disabled={remove.isPending}
        onClick={() => {
          remove.mutate(kept.id, {
            onSuccess: () => {
              toast({ text: "The test case is deleted." });
            },
            onError: (error) => {
              toast({ text: errorText(error), tone: "danger" });
            },
          });
        }}
      />
    </li>
  );
}

function Found({ rank }: { rank: number | null }) {
  if (rank === null) return <Badge tone="danger">Not found</Badge>;
  return <Badge tone="success">{rank === 1 ? "Found first" : `Found as number ${String(rank)}`}</Badge>;
}
