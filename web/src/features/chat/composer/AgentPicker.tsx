import { Bot, ChevronDown } from "lucide-react";
import { useAgents } from "@/api/agents";
import { Menu } from "@/ui/Menu";
import styles from "./Composer.module.css";

interface AgentPickerProps {
  /** Undefined: whoever fits. */
  agentId: string | undefined;
  onChange: (agentId: string | undefined) => void;
}

/** Whom to ask, where there is more than one. */
export function AgentPicker({ agentId, onChange }: AgentPickerProps) {
  const agents = useAgents().data?.filter((agent) => agent.enabled) ?? [];
  if (agents.length < 2) return null;
  const chosen = agents.find((agent) => agent.id === agentId);
  const pick = (id: string | undefined) => () => {
    onChange(id);
  };
  return (
    <Menu
      label="Agents"
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.agent} aria-label={`Agent: ${chosen?.name ?? "automatic"}`}>
          <Bot aria-hidden />
          <span>{chosen?.name ?? "Automatic"}</span>
          <ChevronDown aria-hidden />
        </button>
      }
      items={[
        { label: "Automatic: whoever fits", checked: !chosen, onSelect: pick(undefined) },
        null,
        ...agents.map(({ id, name }) => ({ label: name, checked: id === chosen?.id, onSelect: pick(id) })),
      ]}
    />
  );
}
