import { Search, X } from "lucide-react";
import { IconButton } from "./IconButton";
import styles from "./SearchInput.module.css";

interface SearchInputProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchInput({ label, placeholder, value, onChange }: SearchInputProps) {
  return (
    <div role="search" className={styles.box}>
      <Search aria-hidden className={styles.icon} />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        className={styles.input}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onChange("");
        }}
      />
      {value && (
        <IconButton
          label="Clear the search"
          icon={<X />}
          size="sm"
          onClick={() => {
            onChange("");
          }}
        />
      )}
    </div>
  );
}
