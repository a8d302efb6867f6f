export function ConversationList({ activeId }: { activeId: string | undefined; onLeave: () => void }) {
  return <p>{activeId}</p>;
}
