import { useState } from "react";
import { Link } from "react-router";
import { useChannels } from "@/api/channels";
import { usePerson } from "@/api/useSession";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Switch } from "@/ui/Switch";
import { ChannelRow } from "./ChannelRow";
import styles from "./Channels.module.css";
import { Deliveries } from "./Deliveries";

/** For everybody: where messages can go, and what became of one's own. */
export function ChannelsPage() {
  return (
    <Page>
      <Channels admin={usePerson().role === "admin"} />
      <p className={styles.about}>
        <Link to="/settings/accounts">Your connected accounts</Link>
      </p>
    </Page>
  );
}

/** Among the administrators' pages. */
export function AdminChannelsPage() {
  return <Channels admin />;
}

/** The server itself decides what each may see and change. */
export function Channels({ admin }: { admin: boolean }) {
  const [everybody, setEverybody] = useState(false);
  const { data, isPending, isError, error, refetch } = useChannels();
  return (
    <>
      <PageHeader
        title="Channels"
        description="How the assistant reaches people outside of this page, and they reach it."
      />
      {isPending && <Skeleton lines={4} label="Loading the channels" />}
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <Section title="Platforms" description="A test goes to your own account there.">
          <ul role="list" aria-label="Platforms" className={styles.list}>
            {data.map((channel) => (
              <ChannelRow key={channel.name} channel={channel} admin={admin} />
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="What was sent"
        description={
          everybody
            ? "For everybody on this server; what messages say is for their owners only."
            : "For you, the newest first. What may have arrived is never sent again by itself."
        }
        actions={admin && <Switch label="For everybody" checked={everybody} onChange={setEverybody} />}
      >
        <Deliveries everybody={everybody} />
      </Section>
    </>
  );
}
