import { useMemorySettings, useSetMemorySettings } from "@/api/memorySettings";
import { ErrorNotice, errorText } from "@/ui/ErrorNotice";
import { Field, Select } from "@/ui/Field";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";

const DAYS = [7, 30, 90, 180, 365, 730];

/** How long a conversation that is not used stays. */
export function KeepDays() {
  const settings = useMemorySettings();
  const save = useSetMemorySettings();
  const toast = useToast();
  if (settings.isPending) return <Skeleton lines={2} label="Loading your choice" />;
  if (settings.isError) return <ErrorNotice error={settings.error} onRetry={() => void settings.refetch()} />;
  const { keep_days: chosen, most_days: most } = settings.data;
  const offered = [...new Set(chosen ? [...DAYS, chosen] : DAYS)].sort((one, two) => one - two);
  return (
    <Field
      label="Remove conversations that I did not use for"
      hint={most ? `This server keeps nobody's conversations for more than ${spoken(most)}.` : undefined}
    >
      {(control) => (
        <Select
          {...control}
          value={chosen === null ? "" : String(chosen)}
          onChange={(event) => {
            const days = event.target.value === "" ? null : Number(event.target.value);
            save.mutate(
              { ...settings.data, keep_days: days },
              {
                onError: (error) => {
                  toast({ text: `That was not saved: ${errorText(error)}`, tone: "danger" });
                },
              },
            );
          }}
        >
          <option value="">{most ? `as long as this server keeps them` : "never: keep them"}</option>
          {offered
            .filter((days) => !most || days < most)
            .map((days) => (
              <option key={days} value={days}>
                {spoken(days)}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

function spoken(days: number): string {
  if (days % 365 === 0) return days === 365 ? "a year" : `${String(days / 365)} years`;
  return `${String(days)} days`;
}
