export function ChatPage({ conversationId }: { conversationId: string | undefined }) {
  return <p>{conversationId ?? "New chat"}</p>;
}
