import { useSearchParams } from "react-router";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Tabs } from "@/ui/Tabs";
import { CalendarTab } from "./CalendarTab";
import { NotesTab } from "./NotesTab";
import { usePlannerUpdates } from "./queries";
import { RemindersTab } from "./RemindersTab";
import { TasksTab } from "./TasksTab";
import { TodayTab } from "./TodayTab";

const TABS = [
  { value: "today", label: "Today", content: <TodayTab /> },
  { value: "tasks", label: "Tasks", content: <TasksTab /> },
  { value: "reminders", label: "Reminders", content: <RemindersTab /> },
  { value: "notes", label: "Notes", content: <NotesTab /> },
  { value: "calendar", label: "Calendar", content: <CalendarTab /> },
];

export function PlannerPage() {
  usePlannerUpdates();
  const [params, setParams] = useSearchParams();
  const asked = params.get("tab");
  const tab = TABS.some(({ value }) => value === asked) ? (asked ?? "today") : "today";
  return (
    <Page wide={tab === "calendar"}>
      <PageHeader title="Planner" />
      <Tabs
        label="Planner"
        value={tab}
        onChange={(value) => {
          setParams({ tab: value }, { replace: true });
        }}
        tabs={TABS}
      />
    </Page>
  );
}
