import { useChannels } from "@/api/channels";
import { doorTitle } from "@/ui/doors";
import { Field, Select } from "@/ui/Field";
import type { Reminder } from "./types";

type Where = Reminder["notification_method"];
const PLATFORMS: Where[] = ["telegram", "email", "slack", "whatsapp"];

/** Where a reminder also comes; not asked while no platform is connected. */
export function WhereField({ value, onChange }: { value: Where; onChange: (value: Where) => void }) {
  const { data = [] } = useChannels();
  const open = PLATFORMS.filter((door) => data.some(({ name, sends }) => name === door && sends));
  if (open.length === 0) return null;
  return (
    <Field label="Where" hint="The web page shows it in any case.">
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value as Where);
          }}
        >
          <option value="web">Here, and where I want notices</option>
          {open.map((door) => (
            <option key={door} value={door}>
              {doorTitle(door)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
