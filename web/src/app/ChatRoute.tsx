import { useParams } from "react-router";
import { ChatPage } from "@/features/chat/ChatPage";

export function ChatRoute() {
  const { conversationId } = useParams();
  return <ChatPage conversationId={conversationId} />;
}
