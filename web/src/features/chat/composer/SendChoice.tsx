import { SegmentedControl } from "@/ui/SegmentedControl";
import styles from "./Composer.module.css";

export type SendAs = "next" | "steer";

interface SendChoiceProps {
  value: SendAs;
  /** Files cannot be added to what is under way. */
  hasFiles: boolean;
  onChange: (value: SendAs) => void;
}

/** What becomes of words that are written while an answer is under way. */
export function SendChoice({ value, hasFiles, onChange }: SendChoiceProps) {
  return (
    <div className={styles.choice}>
      {hasFiles ? (
        <span>Comes next, once this is answered</span>
      ) : (
        <SegmentedControl
          label="What becomes of this message"
          value={value}
          onChange={onChange}
          options={[
            { value: "next", label: "Send next" },
            { value: "steer", label: "Add to this" },
          ]}
        />
      )}
    </div>
  );
}
