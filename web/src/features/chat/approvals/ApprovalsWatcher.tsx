import { useNavigate, useParams } from "react-router";
import { usePendingApprovals } from "@/api/approvals";
import { useLive } from "@/api/useLive";
import { useTitleCount } from "@/ui/pageTitle";
import { useToast } from "@/ui/Toast";

const SECONDS = 20;

/** Says that something waits for the person's word, wherever they are; mounted once. */
export function ApprovalsWatcher() {
  const { data } = usePendingApprovals();
  const { conversationId } = useParams();
  const toast = useToast();
  const navigate = useNavigate();
  useTitleCount(data?.length ?? 0);
  useLive("approval", ({ conversation_id, status, title }) => {
    if (status !== "pending" || conversation_id === conversationId) return;
    const onSelect = () => void navigate(`/c/${conversation_id}`);
    toast({ text: `Waits for your answer: ${title}`, seconds: SECONDS, action: { label: "Open", onSelect } });
  });
  return null;
}
