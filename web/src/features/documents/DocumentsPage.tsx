import { PageHeader } from "@/ui/PageHeader";
import { Page } from "@/ui/Page";

export function DocumentsPage() {
  return (
    <Page>
      <PageHeader title="Documents" />
    </Page>
  );
}
