import { Info } from "lucide-react";
import { useState } from "react";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import styles from "./Notices.module.css";

const FEW = 2;

/** What was left out of a document, and why. */
export function Notices({ document }: { document: DocumentView }) {
  const [all, setAll] = useState(false);
  const notices = [...(failed(document) ? [failed(document)] : []), ...document.notices];
  if (notices.length === 0) return null;
  const shown = all ? notices : notices.slice(0, FEW);
  return (
    <aside aria-label="About this document" className={styles.notices}>
      <Info aria-hidden />
      <ul role="list">
        {shown.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      {notices.length > FEW && (
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Fewer" : `${String(notices.length - FEW)} more`}
        </Button>
      )}
    </aside>
  );
}

/** Reading it anew failed: what is shown is what was read before. */
function failed({ status, searchable, error }: DocumentView): string {
  if (status !== "failed" || !searchable) return "";
  return `It could not be read again, so this is what was read before. ${error ?? ""}`.trim();
}
