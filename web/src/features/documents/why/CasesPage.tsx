import { ArrowLeft, FlaskConical, ListChecks } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { CaseRow } from "./CaseRow";
import styles from "./CasesPage.module.css";
import { useCases, useCheckCases, type Checked } from "./queries";

/** "/documents/cases": questions kept with the place of their answer, and whether they are found today. */
export function CasesPage() {
  const list = useCases();
  const check = useCheckCases();
  const checked = new Map(check.data?.items.map((item) => [item.case.id, item]));
  return (
    <Page>
      <Link to="/documents" className={styles.back}>
        <ArrowLeft aria-hidden /> All documents
      </Link>
      <PageHeader
        title="Test cases"
        description="Questions kept with the place of their answer. Check them after you change documents or settings: what was found once should be found still."
        actions={
          list.cases.length > 0 && (
            <Button
              icon={<ListChecks />}
              busy={check.isPending}
              onClick={() => {
                check.mutate();
              }}
            >
              Check all
            </Button>
          )
        }
      />
      {check.error && <ErrorNotice error={check.error} />}
      {check.data && <Outcome checked={check.data} />}
      {list.isPending && <Skeleton lines={5} label="Loading the test cases" />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.cases.length === 0 && (
        <EmptyState icon={<FlaskConical />} title="No test cases yet">
          When an answer says that something is not in your documents although it is, open “Why not found?”
          below it and keep the question here.
        </EmptyState>
      )}
      <ul role="list" aria-label="Test cases" className={styles.list}>
        {list.cases.map((kept) => (
          <CaseRow key={kept.id} kept={kept} checked={checked.get(kept.id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}

function Outcome({ checked }: { checked: Checked }) {
  return (
    <p role="status" className={styles.outcome}>
      {checked.text}
    </p>
  );
}
