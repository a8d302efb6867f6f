import { Plus } from "lucide-react";
import { Link, useNavigate } from "react-router";
import { useAgents } from "@/api/agents";
import type { AgentView } from "@/api/agents";
import { useProviders } from "@/api/providers";
import type { ProviderView } from "@/api/providers";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Agents.module.css";
import { ladderWords, limitWords, toolWords, whenWords } from "./words";

/** For administrators. */
export function AgentsPage() {
  const navigate = useNavigate();
  const agents = useAgents();
  const providers = useProviders();
  return (
    <>
      <PageHeader
        title="Agents"
        description="Each has its own instructions, models and functions. Of those that fit a message, the one with the highest priority answers."
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden />}
            onClick={() => void navigate("/admin/agents/new")}
          >
            Add agent
          </Button>
        }
      />
      {agents.isPending && <Skeleton lines={4} label="Loading the agents" />}
      {agents.isError && <ErrorNotice error={agents.error} onRetry={() => void agents.refetch()} />}
      {agents.data && (
        <ul role="list" aria-label="Agents" className={styles.list}>
          {byPriority(agents.data).map((agent) => (
            <AgentRow key={agent.id} agent={agent} providers={providers.data} />
          ))}
        </ul>
      )}
    </>
  );
}

function AgentRow({ agent, providers }: { agent: AgentView; providers: ProviderView[] | undefined }) {
  const limit = limitWords(agent);
  const facts = [
    { name: "Chosen for", words: whenWords(agent) },
    { name: "Models", words: ladderWords(agent, providers) },
    { name: "May use", words: toolWords(agent) },
    ...(limit ? [{ name: "Limit", words: limit }] : []),
  ];
  return (
    <li className={styles.row}>
      <h2>
        <Link to={`/admin/agents/${agent.id}`}>{agent.name}</Link>
        {agent.built_in && <Badge tone="accent">built in</Badge>}
        {!agent.enabled && <Badge>off</Badge>}
        {!agent.built_in && <Badge>priority {agent.priority}</Badge>}
      </h2>
      {agent.description && <p className={styles.description}>{agent.description}</p>}
      <dl className={styles.facts}>
        {facts.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** As they are tried: the highest priority first, the built-in one after others of its priority. */
function byPriority(agents: AgentView[]): AgentView[] {
  return agents.toSorted(
    (one, other) => other.priority - one.priority || Number(one.built_in) - Number(other.built_in),
  );
}
