import { Download } from "lucide-react";
import { useParams, useSearchParams } from "react-router";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Select } from "@/ui/Field";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Groups.module.css";
import { Participation } from "./Participation";
import { PERIODS, periodOf } from "./periods";
import { useGroups, useReport, useWorkbook } from "./queries";
import { Report } from "./Report";
import type { Period } from "./types";
import { platformTitle } from "./words";

export function GroupPage() {
  const { groupId = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const period = periodOf(address.get("period"));
  const report = useReport(groupId, period);
  const group = useGroups().data?.items.find(({ id }) => id === groupId);
  return (
    <Page>
      <PageHeader
        title={report.data?.title ?? group?.title ?? "Group"}
        description={
          report.data && `${platformTitle(report.data.platform)} · days and hours in ${report.data.zone}`
        }
        actions={
          <Actions
            id={groupId}
            title={report.data?.title ?? ""}
            period={period}
            onPeriod={(value) => {
              setAddress({ period: value }, { replace: true });
            }}
          />
        }
      />
      {report.isPending && <Skeleton lines={10} label="Loading the report" />}
      {report.isError && <ErrorNotice error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && <Report report={report.data} />}
      {group && (
        <Section title="You in this group" description="Only you decide this, and it takes effect at once.">
          <Participation group={group} />
        </Section>
      )}
    </Page>
  );
}

interface ActionsProps {
  id: string;
  title: string;
  period: Period;
  onPeriod: (period: Period) => void;
}

function Actions({ id, title, period, onPeriod }: ActionsProps) {
  const workbook = useWorkbook({ id, title });
  return (
    <div className={styles.actions}>
      <Select
        aria-label="Which days"
        value={period}
        onChange={(event) => {
          onPeriod(periodOf(event.target.value));
        }}
      >
        {PERIODS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Button
        icon={<Download aria-hidden />}
        busy={workbook.isPending}
        onClick={() => {
          workbook.mutate(period);
        }}
      >
        Excel
      </Button>
    </div>
  );
}
