import { Link } from "react-router";
import { usePendingApprovals } from "@/api/approvals";
import styles from "./ApprovalsLink.module.css";

/** How much waits for the person's word, and the way to it; nothing while nothing waits. */
export function ApprovalsLink() {
  const { data } = usePendingApprovals();
  const [first] = data ?? [];
  if (!data || !first) return null;
  const conversations = new Set(data.map((approval) => approval.conversation_id));
  const to = conversations.size === 1 ? `/c/${first.conversation_id}` : "/activity";
  return (
    <Link to={to} className={styles.link} aria-label={`${String(data.length)} waiting for your answer`}>
      <span aria-hidden>{data.length} to answer</span>
    </Link>
  );
}
