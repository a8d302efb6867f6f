import { Brain } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { SearchInput } from "@/ui/SearchInput";
import { Skeleton } from "@/ui/Skeleton";
import { AddFact } from "./AddFact";
import { FactRow } from "./FactRow";
import { LearnChoice } from "./LearnChoice";
import styles from "./Memory.module.css";
import { useFacts, useForgetAll } from "./queries";
import type { Fact } from "./queries";
import { SuggestionRow } from "./SuggestionRow";

const SEARCHED = 8; // from so many facts on there is a search

export function MemoryPage() {
  const facts = useFacts();
  return (
    <Page>
      <PageHeader
        title="Memory"
        description="What the assistant remembers of you, in every conversation. Nobody else sees it, and no group does."
      />
      <AddFact />
      {facts.isPending && <Skeleton lines={4} label="Loading what is remembered" />}
      {facts.isError && <ErrorNotice error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data && <Remembered facts={facts.data.items} />}
      <LearnChoice />
    </Page>
  );
}

function Remembered({ facts }: { facts: Fact[] }) {
  const [query, setQuery] = useState("");
  const offered = facts.filter(({ status }) => status === "proposed");
  const kept = facts.filter(({ status }) => status === "kept");
  const found = kept.filter(({ text }) => text.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <>
      {offered.length > 0 && <Offered facts={offered} />}
      {kept.length === 0 && <Nothing />}
      {kept.length >= SEARCHED && (
        <SearchInput
          label="Search what is remembered"
          placeholder="Search"
          value={query}
          onChange={setQuery}
        />
      )}
      {kept.length > 0 && found.length === 0 && <p className={styles.muted}>Nothing remembered says that.</p>}
      {found.length > 0 && (
        <ul role="list" aria-label="Remembered" className={styles.list}>
          {found.map((fact) => (
            <FactRow key={fact.id} fact={fact} />
          ))}
        </ul>
      )}
      {kept.length > 1 && <ForgetAll count={facts.length} />}
    </>
  );
}

function Offered({ facts }: { facts: Fact[] }) {
  return (
    <section aria-label="Suggestions" className={styles.offered}>
      <h2>Shall I remember this?</h2>
      <p className={styles.muted}>I noticed it in what was said. It counts for nothing until you keep it.</p>
      <ul role="list">
        {facts.map((fact) => (
          <SuggestionRow key={fact.id} fact={fact} />
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  return (
    <EmptyState icon={<Brain aria-hidden />} title="Nothing is remembered yet">
      Say it in a chat, such as “remember that I am vegetarian”, or write it above.
    </EmptyState>
  );
}

function ForgetAll({ count }: { count: number }) {
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const forget = useForgetAll(close);
  return (
    <>
      <Button
        className={styles.all}
        onClick={() => {
          setAsking(true);
        }}
      >
        Forget everything
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={close}
        title="Forget everything?"
        description={`All ${String(count)} things are forgotten. For a day you can take that back in the activity; after that they are gone for good.`}
        action="Forget everything"
        busy={forget.isPending}
        error={forget.error}
        onConfirm={() => {
          forget.mutate(undefined);
        }}
      />
    </>
  );
}
