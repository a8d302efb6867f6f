import { Search, X } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import styles from "./ConversationSearch.module.css";
import { SEARCH_ID } from "./searchId";

export function ConversationSearch({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div role="search" aria-label="Conversations" className={styles.search}>
      <Search aria-hidden className={styles.icon} />
      <input
        id={SEARCH_ID}
        type="text"
        role="searchbox"
        aria-label="Search conversations"
        aria-keyshortcuts="Control+K Meta+K"
        placeholder="Search"
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.preventDefault(); // clears the search; it does not close the drawer or stop an answer
          onChange("");
        }}
      />
      {value === "" ? (
        <kbd aria-hidden>{isMac() ? "⌘K" : "Ctrl K"}</kbd>
      ) : (
        <IconButton
          label="Clear search"
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

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
