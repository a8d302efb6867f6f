import { PageHeader } from "@/ui/PageHeader";
import { Page } from "@/ui/Page";

export function DocumentPage() {
  return (
    <Page>
      <PageHeader title="Document" />
    </Page>
  );
}
