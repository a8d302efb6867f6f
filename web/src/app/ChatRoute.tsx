import { lazy, Suspense, useCallback } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { Citation } from "@/api/types";
import { ChatPage } from "@/features/chat/ChatPage";
import { useConversationTitle } from "@/features/conversations/queries";
import { usePageTitle } from "@/ui/pageTitle";
import { useMediaQuery } from "@/ui/useMediaQuery";
import styles from "./ChatRoute.module.css";
import { citationQuery, passageOf } from "./passageQuery";
import { Splash } from "./Splash";

const DocumentPanel = lazy(async () => ({
  default: (await import("@/features/documents/DocumentPanel")).DocumentPanel,
}));

/** The chat, with the cited document beside it where there is room, else on its own page. */
export function ChatRoute() {
  const { conversationId } = useParams();
  const title = useConversationTitle(conversationId) ?? "New chat";
  usePageTitle(title);
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 72rem)");
  const passage = wide ? passageOf(query) : null;

  const openCitation = useCallback(
    (citation: Citation) => {
      const target = citationQuery(citation);
      if (wide) setQuery({ doc: citation.document_id, ...target }, { replace: true });
      else void navigate(`/documents/${citation.document_id}?${new URLSearchParams(target).toString()}`);
    },
    [wide, setQuery, navigate],
  );
  const started = useCallback((id: string) => void navigate(`/c/${id}`, { replace: true }), [navigate]);

  return (
    <div className={styles.columns}>
      <div className={styles.chat}>
        <ChatPage
          title={title}
          conversationId={conversationId}
          onStarted={started}
          onOpenCitation={openCitation}
        />
      </div>
      {passage && (
        <aside aria-label="Cited document" className={styles.panel}>
          <Suspense fallback={<Splash />}>
            <DocumentPanel
              {...passage}
              onClose={() => {
                setQuery({}, { replace: true });
              }}
            />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
