import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { CONFIRMATION, refusal, useErase } from "@/api/erase";
import { session } from "@/api/session";
import { Button } from "@/ui/Button";
import { EraseDialog } from "@/ui/EraseDialog";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { KeepDays } from "./KeepDays";
import { KeptList } from "./KeptList";
import styles from "./Privacy.module.css";
import { useExport } from "./queries";

export function PrivacyPage() {
  return (
    <Page>
      <PageHeader
        title="Your data"
        description="What is kept of you: see it, take it along, have it erased."
      />
      <div className={styles.sections}>
        <Section
          title="What is kept"
          description={
            <>
              It is kept on this server. What is remembered of you is on the page{" "}
              <Link to="/memory">Memory</Link>.
            </>
          }
        >
          <KeptList />
        </Section>
        <Section
          title="Export"
          description="One zip: your conversations to read, every record with all details, and your files."
        >
          <ExportButton />
        </Section>
        <Section
          title="How long"
          description="What you wrote down, such as notes and documents, always stays."
        >
          <KeepDays />
        </Section>
        <Section
          title="Erase my account"
          description="Everything listed above, your account and your sign-ins, at once and for good. Export it first if you may miss it."
        >
          <EraseButton />
        </Section>
      </div>
    </Page>
  );
}

function ExportButton() {
  const save = useExport();
  return (
    <Button
      className={styles.start}
      icon={<Download aria-hidden />}
      busy={save.isPending}
      onClick={() => {
        save.mutate();
      }}
    >
      Export everything
    </Button>
  );
}

function EraseButton() {
  const [asking, setAsking] = useState(false);
  const erase = useErase(null, () => {
    session.forget();
  });
  return (
    <>
      <Button
        variant="danger"
        className={styles.start}
        icon={<Trash2 aria-hidden />}
        onClick={() => {
          setAsking(true);
        }}
      >
        Erase my account
      </Button>
      {asking && (
        <EraseDialog
          title="Erase your account?"
          description="Your conversations, documents, plans, memory and account are erased now. Nobody can bring them back, not even an administrator."
          confirmation={CONFIRMATION}
          busy={erase.isPending}
          error={refusal(erase.error)}
          onClose={() => {
            setAsking(false);
          }}
          onErase={(password) => {
            erase.mutate(password);
          }}
        />
      )}
    </>
  );
}
