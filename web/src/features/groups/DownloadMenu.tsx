import { Download } from "lucide-react";
import { Button } from "@/ui/Button";
import { Menu } from "@/ui/Menu";
import { PERIODS } from "./periods";
import { useWorkbook } from "./queries";
import type { GroupView } from "./types";

export function DownloadMenu({ group }: { group: GroupView }) {
  const workbook = useWorkbook(group);
  return (
    <Menu
      label="Which days"
      trigger={
        <Button size="sm" icon={<Download aria-hidden />} busy={workbook.isPending}>
          Report
        </Button>
      }
      items={PERIODS.map(({ value, label }) => ({
        label,
        onSelect: () => {
          workbook.mutate(value);
        },
      }))}
    />
  );
}
