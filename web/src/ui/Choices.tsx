import styles from "./Choices.module.css";

interface ChoicesProps {
  label: string;
  options: { value: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
  /** What choosing nothing means. */
  none?: string;
}

/** Any number of a few choices, as chips (checkboxes underneath). */
export function Choices({ label, options, value, onChange, none }: ChoicesProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.chips}>
        {options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input
              type="checkbox"
              className="visually-hidden"
              checked={value.includes(option.value)}
              onChange={(event) => {
                onChange(
                  event.target.checked
                    ? [...value, option.value]
                    : value.filter((other) => other !== option.value),
                );
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
      {none && value.length === 0 && <p className={styles.hint}>{none}</p>}
    </fieldset>
  );
}
