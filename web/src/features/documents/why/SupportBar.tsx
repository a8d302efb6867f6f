import type { Sentence } from "./queries";
import styles from "./SupportBar.module.css";
import { distanceOf } from "./wording";

interface SupportBarProps {
  sentence: Sentence;
  threshold: number;
  numbers: boolean;
}

/** How far a sentence is from supporting an answer; the tick is where it would be enough. */
export function SupportBar({ sentence, threshold, numbers }: SupportBarProps) {
  const words = distanceOf(sentence, threshold);
  return (
    <div className={styles.row}>
      <span
        role="meter"
        aria-label="Support for an answer"
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={sentence.support}
        aria-valuetext={words}
        data-passed={sentence.passed || undefined}
        className={styles.bar}
      >
        <span className={styles.fill} style={{ width: percent(sentence.support) }} />
        <span className={styles.tick} style={{ left: percent(threshold) }} />
      </span>
      <span className={styles.words}>{words}</span>
      {numbers && (
        <span className={styles.numbers}>
          {sentence.support.toFixed(2)} of {threshold.toFixed(2)} needed
        </span>
      )}
    </div>
  );
}

function percent(share: number): string {
  return `${String(Math.round(Math.min(1, Math.max(0, share)) * 100))}%`;
}
