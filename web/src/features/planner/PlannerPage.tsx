import { PageHeader } from "@/ui/PageHeader";
import { Page } from "@/ui/Page";

export function PlannerPage() {
  return (
    <Page>
      <PageHeader title="Planner" />
    </Page>
  );
}
