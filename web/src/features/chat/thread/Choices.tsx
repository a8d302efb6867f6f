import { Button } from "@/ui/Button";
import styles from "./Choices.module.css";

interface ChoicesProps {
  /** Pairs of what the answer means and what is shown. */
  choices: string[][];
  disabled: boolean;
  onChoose: (label: string) => void;
}

export function Choices({ choices, disabled, onChoose }: ChoicesProps) {
  return (
    <div role="group" aria-label="Possible answers" className={styles.choices}>
      {choices.map(([value = "", label = value]) => (
        <Button
          key={value}
          size="sm"
          disabled={disabled}
          className={styles.choice}
          onClick={() => {
            onChoose(isUnique(label, choices) ? label : value);
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** Two things of the same name can only be told apart by their values. */
function isUnique(label: string, choices: string[][]): boolean {
  return choices.filter(([value = "", other = value]) => other === label).length === 1;
}
