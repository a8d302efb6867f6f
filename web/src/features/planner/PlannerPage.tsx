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

export function PlannerPage() {
  usePlannerUpdates();
  const [params, setParams] = useSearchParams();
  const show = (value: string) => {
    setParams({ tab: value }, { replace: true });
  };
  const tabs = [
    {
      value: "today",
      label: "Today",
      content: (
        <TodayTab
          onAllTasks={() => {
            show("tasks");
          }}
        />
      ),
    },
    { value: "tasks", label: "Tasks", content: <TasksTab /> },
    { value: "reminders", label: "Reminders", content: <RemindersTab /> },
    { value: "notes", label: "Notes", content: <NotesTab /> },
    { value: "calendar", label: "Calendar", content: <CalendarTab /> },
  ];
  const asked = params.get("tab");
  const tab = tabs.some(({ value }) => value === asked) ? (asked ?? "today") : "today";
  return (
    <Page wide={tab === "calendar"}>
      <PageHeader title="Planner" />
      <Tabs label="Planner" value={tab} onChange={show} tabs={tabs} />
    </Page>
  );
}
