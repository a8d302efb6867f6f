import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { usePendingApprovals } from "@/api/approvals";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./ConversationList.module.css";
import { ConversationRow } from "./ConversationRow";
import { ConversationSearch } from "./ConversationSearch";
import { groupByDate } from "./groups";
import { useConversations } from "./queries";
import { useDebounced } from "./useDebounced";
import { useLiveConversations } from "./useLiveConversations";

interface ConversationListProps {
  activeId: string | undefined;
  /** The open conversation is gone. */
  onLeave: () => void;
}

export function ConversationList({ activeId, onLeave }: ConversationListProps) {
  const [typed, setTyped] = useState("");
  const query = useDebounced(typed.trim(), 250);
  const clock = useClock();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useConversations(query);
  const { data: approvals } = usePendingApprovals();
  useLiveConversations();
  const conversations = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label="Conversations" className={styles.section}>
      <ConversationSearch value={typed} onChange={setTyped} />
      <div className={styles.scroll}>
        {isPending && <Skeleton lines={6} label="Loading conversations" />}
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data && conversations.length === 0 && <Nothing query={query} />}
        {groupByDate(conversations, clock).map(({ name, items }) => (
          <div key={name} className={styles.group}>
            <h2>{name}</h2>
            <ul role="list">
              {items.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  conversation={conversation}
                  active={conversation.id === activeId}
                  waiting={approvals?.filter((each) => each.conversation_id === conversation.id).length ?? 0}
                  onDeleted={() => {
                    if (conversation.id === activeId) onLeave();
                  }}
                />
              ))}
            </ul>
          </div>
        ))}
        {hasNextPage && (
          <Button size="sm" variant="ghost" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </section>
  );
}

function Nothing({ query }: { query: string }) {
  return (
    <p role="status" className={styles.nothing}>
      {query ? `Nothing found for “${query}”.` : <MessagesSquare aria-hidden />}
      {!query && "Your conversations will be kept here."}
    </p>
  );
}
