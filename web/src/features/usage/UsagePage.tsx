import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { request } from "@/api/client";
import { useClock } from "@/api/useClock";
import { useConfig } from "@/api/useConfig";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { counted, formatCost, formatCount } from "@/ui/numbers";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { Table } from "@/ui/Table";
import type { Column } from "@/ui/Table";
import { dayKey } from "@/ui/time";
import { Chart } from "./Chart";
import { fillDays } from "./series";
import { TodayCards } from "./TodayCards";
import type { Amounts, UsageView } from "./types";
import styles from "./Usage.module.css";

const DAYS = 30;

export function UsagePage() {
  const usage = useQuery({
    queryKey: ["usage", DAYS],
    queryFn: ({ signal }) => request<UsageView>("/api/usage", { query: { days: DAYS }, signal }),
    refetchOnMount: "always",
  });
  return (
    <Page>
      <PageHeader
        title="Usage"
        description="What language models took for you. Whatever the assistant does without one costs nothing."
      />
      {usage.isPending && <Skeleton lines={8} label="Loading the usage" />}
      {usage.isError && <ErrorNotice error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.data && <Figures usage={usage.data} />}
    </Page>
  );
}

function Figures({ usage }: { usage: UsageView }) {
  const clock = useClock();
  const days = fillDays(usage.days, dayKey(clock.now, clock.zone), DAYS);
  return (
    <>
      <TodayCards today={usage.today} />
      {usage.models.length === 0 && !days.some(({ calls }) => calls > 0) ? (
        <Unused />
      ) : (
        <>
          <Chart days={days} />
          <Section title="By model">
            <Table
              label="Use by model"
              rows={usage.models}
              keyOf={({ model }) => model}
              columns={[{ head: "Model", cell: ({ model }) => model }, ...amountColumns()]}
            />
          </Section>
          <Section
            title="By prompt version"
            description="The texts that tell a model its task have versions; this is what each of them took."
          >
            <Table
              label="Use by prompt version"
              rows={usage.prompts}
              keyOf={({ prompt }) => prompt}
              columns={[{ head: "Prompt", cell: ({ prompt }) => prompt }, ...amountColumns()]}
            />
          </Section>
        </>
      )}
    </>
  );
}

function Unused() {
  const config = useConfig();
  return (
    <EmptyState icon={<Gauge />} title={`No model was used in the last ${counted(DAYS, "day")}`}>
      {config?.model
        ? "Everything was understood and done without one. Figures appear here once a model helps."
        : "No model is set up, and none is needed: planning, answering and searching work without one."}
    </EmptyState>
  );
}

interface SectionProps {
  title: string;
  description?: string;
  children: React.ReactNode;
}

function Section({ title, description, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {description && <p>{description}</p>}
      {children}
    </section>
  );
}

function amountColumns<T extends Amounts>(): Column<T>[] {
  return [
    { head: "Cost", numeric: true, cell: (row) => formatCost(row.cost_micros) },
    { head: "Calls", numeric: true, cell: (row) => formatCount(row.calls) },
    { head: "Tokens in", numeric: true, cell: (row) => formatCount(row.input_tokens) },
    { head: "Tokens out", numeric: true, cell: (row) => formatCount(row.output_tokens) },
  ];
}
