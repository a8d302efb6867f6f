import { File, FileCode, FileSpreadsheet, FileText, FileType, FileType2 } from "lucide-react";
import styles from "./TypeIcon.module.css";

const ICONS: Record<string, typeof File> = {
  pdf: FileText,
  docx: FileType2,
  txt: FileType,
  md: FileType,
  html: FileCode,
  csv: FileSpreadsheet,
};

/** Until a document has been read its type is not known; the end of its name says what it claims to be. */
export function TypeIcon({ type: known, name = "" }: { type: string; name?: string }) {
  const type = known || (/\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "");
  const Icon = ICONS[type] ?? File;
  return (
    <span className={styles.icon} data-type={type} aria-hidden>
      <Icon />
    </span>
  );
}
