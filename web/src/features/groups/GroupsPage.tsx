import { UsersRound } from "lucide-react";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { GroupCard } from "./GroupCard";
import styles from "./Groups.module.css";
import { useGroups } from "./queries";

export function GroupsPage() {
  const groups = useGroups();
  return (
    <Page>
      <PageHeader
        title="Groups"
        description="What goes on in the groups that you are in: counted only where the group wants it, and you only as long as you do."
      />
      {groups.isPending && <Skeleton lines={8} label="Loading your groups" />}
      {groups.isError && <ErrorNotice error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.data?.items.length === 0 && <None />}
      <ul role="list" className={styles.groups}>
        {groups.data?.items.map((group) => (
          <li key={group.id}>
            <GroupCard group={group} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function None() {
  return (
    <EmptyState icon={<UsersRound />} title="No group yet">
      <p>
        Groups appear here that an account of yours is in and whose activity is counted. So that one does:
      </p>
      <ol className={styles.steps}>
        <li>Connect your account of the platform, in the settings.</li>
        <li>Add the assistant to the group.</li>
        <li>
          Have an administrator of the group write <code>/activity on</code> there.
        </li>
        <li>Write something in it yourself.</li>
      </ol>
    </EmptyState>
  );
}
