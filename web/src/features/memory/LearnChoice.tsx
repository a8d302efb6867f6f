import { useId } from "react";
import { useMemorySettings, useSetMemorySettings } from "@/api/memorySettings";
import type { Learn } from "@/api/memorySettings";
import { ErrorNotice, errorText } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Memory.module.css";

const CHOICES: { value: Learn; label: string; hint: string }[] = [
  { value: "ask", label: "Suggest it to me", hint: "It waits on this page for your word." },
  {
    value: "on",
    label: "Remember it",
    hint: "What comes from documents or other people still waits for your word.",
  },
  { value: "off", label: "Nothing", hint: "Only what you say with “remember that …” is remembered." },
];

/** What becomes of facts that a model finds in a conversation. */
export function LearnChoice() {
  const name = useId();
  const settings = useMemorySettings();
  const save = useSetMemorySettings();
  const toast = useToast();
  if (settings.isPending) return <Skeleton lines={3} label="Loading your choice" />;
  if (settings.isError) return <ErrorNotice error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <fieldset className={styles.choices}>
      <legend>When I tell something about myself</legend>
      {CHOICES.map(({ value, label, hint }) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={settings.data.learn === value}
            onChange={() => {
              save.mutate(
                { ...settings.data, learn: value },
                {
                  onError: (error) => {
                    toast({ text: `That was not saved: ${errorText(error)}`, tone: "danger" });
                  },
                },
              );
            }}
          />
          <span>
            {label}
            <small>{hint}</small>
          </span>
        </label>
      ))}
      {!settings.data.model && (
        <p className={styles.muted}>
          There is no model here, which could notice it; “remember that …” works without one.
        </p>
      )}
    </fieldset>
  );
}
