import { ArrowLeft, Bot } from "lucide-react";
import { Link, useParams } from "react-router";
import { useAgents } from "@/api/agents";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { AgentForm } from "./AgentForm";
import styles from "./Agents.module.css";
import { TryAgent } from "./TryAgent";

/** One agent, or a new one at the address `new`. */
export function AgentPage() {
  const { agentId = "new" } = useParams();
  const agents = useAgents();
  const agent = agents.data?.find(({ id }) => id === agentId) ?? null;
  const isNew = agentId === "new";
  return (
    <>
      <Link to="/admin/agents" className={styles.back}>
        <ArrowLeft aria-hidden /> All agents
      </Link>
      {!isNew && agents.isPending && <Skeleton lines={6} label="Loading the agent" />}
      {!isNew && agents.isError && <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />}
      {!isNew && agents.data && !agent && (
        <EmptyState icon={<Bot />} title="There is no such agent">
          It may have been deleted.
        </EmptyState>
      )}
      {(isNew || agent) && (
        <>
          <PageHeader
            title={agent ? agent.name : "New agent"}
            description={
              agent?.built_in
                ? "The built-in agent answers when no other one fits. It is always there."
                : undefined
            }
          />
          <AgentForm key={agentId} agent={agent} />
          {agent && <TryAgent agent={agent} />}
        </>
      )}
    </>
  );
}
