import { useNavigate } from "react-router";
import type { AgentView } from "@/api/agents";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { useToast } from "@/ui/Toast";
import { useDeleteAgent } from "./queries";

export function DeleteAgent({ agent, onClose }: { agent: AgentView; onClose: () => void }) {
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useDeleteAgent(agent.id);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete “${agent.name}”?`}
      description="Its instructions are gone. Conversations it answered in stay as they are."
      action="Delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        remove.mutate(undefined, {
          onSuccess: () => {
            toast({ text: `“${agent.name}” was deleted.` });
            void navigate("/admin/agents", { replace: true });
          },
        });
      }}
    />
  );
}
