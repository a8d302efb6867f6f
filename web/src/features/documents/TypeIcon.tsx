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

export function TypeIcon({ type }: { type: string }) {
  const Icon = ICONS[type] ?? File;
  return (
    <span className={styles.icon} data-type={type} aria-hidden>
      <Icon />
    </span>
  );
}
