import { lazy, Suspense, useCallback } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { Citation } from "@/api/types";
import { ChatPage } from "@/features/chat/ChatPage";
import { useConversation } from "@/features/conversations/queries";
import { whyAddress } from "@/features/documents/why/address";
import { usePageTitle } from "@/ui/pageTitle";
import { useMediaQuery } from "@/ui/useMediaQuery";
import styles from "./ChatRoute.module.css";
import { citationQuery, passageOf, questionOf } from "./passageQuery";
import { Splash } from "./Splash";

const DocumentPanel = lazy(async () => ({
  default: (await import("@/features/documents/DocumentPanel")).DocumentPanel,
}));

const WhyPanel = lazy(async () => ({
  default: (await import("@/features/documents/why/WhyPanel")).WhyPanel,
}));

/** The chat, with the cited document beside it where there is room, else on its own page. */
export function ChatRoute() {
  const { conversationId } = useParams();
  const conversation = useConversation(conversationId);
  const title = conversation?.title ?? "New chat";
  usePageTitle(title);
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 72rem)");
  const passage = wide ? passageOf(query) : null;
  const asked = wide && !passage ? questionOf(query) : null;

  const openCitation = useCallback(
    (citation: Citation) => {
      const target = citationQuery(citation);
      if (wide) setQuery({ doc: citation.document_id, ...target }, { replace: true });
      else void navigate(`/documents/${citation.document_id}?${new URLSearchParams(target).toString()}`);
    },
    [wide, setQuery, navigate],
  );
  const explain = useCallback(
    (question: string, within?: string) => {
      if (wide) setQuery({ why: question, ...(within ? { within } : {}) }, { replace: true });
      else void navigate(whyAddress({ question, within }));
    },
    [wide, setQuery, navigate],
  );
  const close = useCallback(() => {
    setQuery({}, { replace: true });
  }, [setQuery]);
  const started = useCallback((id: string) => void navigate(`/c/${id}`, { replace: true }), [navigate]);

  return (
    <div className={styles.columns}>
      <div className={styles.chat}>
        <ChatPage
          title={title}
          conversationId={conversationId}
          group={conversation?.group}
          onStarted={started}
          onOpenCitation={openCitation}
          onExplain={explain}
        />
      </div>
      {passage && (
        <aside aria-label="Cited document" className={styles.panel}>
          <Suspense fallback={<Splash />}>
            <DocumentPanel {...passage} onClose={close} />
          </Suspense>
        </aside>
      )}
      {asked && (
        <aside aria-label="Why not found" className={styles.panel}>
          <Suspense fallback={<Splash />}>
            <WhyPanel key={asked.question} asked={asked} onClose={close} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
