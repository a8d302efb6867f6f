import { Link } from "react-router";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { AccountRow } from "./AccountRow";
import styles from "./Accounts.module.css";
import { Connect } from "./Connect";
import { useLinks } from "./queries";

/** The accounts on other platforms through which the person talks to the assistant. */
export function AccountsPage() {
  const { data, isPending, isError, error, refetch } = useLinks();
  return (
    <Page>
      <PageHeader
        title="Connected accounts"
        description="Talk to your assistant from other places: it knows you there, with your tasks, documents and conversations."
      />
      {isPending && <Skeleton lines={4} label="Loading your accounts" />}
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Section title="Your accounts" description="Whoever holds one of these speaks as you.">
            {data.items.length === 0 ? (
              <p className={styles.muted}>No account is connected yet.</p>
            ) : (
              <ul role="list" aria-label="Connected accounts" className={styles.list}>
                {data.items.map((account) => (
                  <AccountRow key={account.id} account={account} />
                ))}
              </ul>
            )}
          </Section>
          <Section
            title="Connect an account"
            description="Get a code, and send it to the assistant there. It works once, for ten minutes."
          >
            {data.platforms.length === 0 ? (
              <p className={styles.muted}>
                No other platform is set up on this server. Whoever runs it can set up Telegram, e-mail, Slack
                or WhatsApp.
              </p>
            ) : (
              <Connect platforms={data.platforms} connected={data.items} />
            )}
          </Section>
        </>
      )}
      <p className={styles.back}>
        <Link to="/settings">All settings</Link>
      </p>
    </Page>
  );
}
