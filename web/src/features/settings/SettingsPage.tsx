import { PageHeader } from "@/ui/PageHeader";
import { Page } from "@/ui/Page";

export function SettingsPage() {
  return (
    <Page>
      <PageHeader title="Settings" />
    </Page>
  );
}
