import { useId } from "react";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { usePreferences, useSetPreferences } from "./permissionQueries";
import type { PlanReview } from "./permissionQueries";
import styles from "./Settings.module.css";

const CHOICES: { value: PlanReview; label: string; hint: string }[] = [
  {
    value: "never",
    label: "Never",
    hint: "It begins at once. What needs your word is still asked step by step.",
  },
  {
    value: "acting",
    label: "When something is written or sent",
    hint: "Plans that only look things up begin at once.",
  },
  { value: "always", label: "Always", hint: "Nothing is done before you have seen the plan." },
];

export function PlanReviewChoice() {
  const name = useId();
  const preferences = usePreferences();
  const save = useSetPreferences();
  if (preferences.isPending) return <Skeleton lines={3} label="Loading your preferences" />;
  if (preferences.isError)
    return <ErrorNotice error={preferences.error} onRetry={() => void preferences.refetch()} />;
  const chosen = save.isPending ? save.variables.review_plans : preferences.data.review_plans;
  return (
    <fieldset className={styles.choices}>
      <legend>Show me the plan first</legend>
      {CHOICES.map(({ value, label, hint }) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={chosen === value}
            onChange={() => {
              save.mutate({ ...preferences.data, review_plans: value });
            }}
          />
          <span>
            {label}
            <small>{hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
