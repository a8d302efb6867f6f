import styles from "./Choices.module.css";

interface ChoicesProps<T extends string> {
  label: string;
  options: { value: T; label: string }[];
  value: T[];
  onChange: (value: T[]) => void;
  /** What choosing nothing means. */
  none?: string;
}

/** Any number of a few choices, as chips (checkboxes underneath). */
export function Choices<T extends string>({ label, options, value, onChange, none }: ChoicesProps<T>) {
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
