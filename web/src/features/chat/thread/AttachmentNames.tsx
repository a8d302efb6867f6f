import { Paperclip } from "lucide-react";
import { useFileNames } from "../composer/fileNames";
import styles from "./AttachmentNames.module.css";

export function AttachmentNames({ fileIds }: { fileIds: string[] }) {
  const names = useFileNames(fileIds);
  if (fileIds.length === 0) return null;
  return (
    <ul role="list" aria-label="Attached files" className={styles.files}>
      {fileIds.map((id) => (
        <li key={id}>
          <Paperclip aria-hidden />
          <span>{names.get(id) ?? "Attached file"}</span>
        </li>
      ))}
    </ul>
  );
}
