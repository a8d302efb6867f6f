import { MessageCircleQuestion } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/errors";
import type { Citation } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Skeleton } from "@/ui/Skeleton";
import { Announcer } from "./Announcer";
import styles from "./ChatPage.module.css";
import { Composer } from "./composer/Composer";
import { DropZone } from "./composer/DropZone";
import { useDraft } from "./composer/useDraft";
import { useUploads } from "./composer/useUploads";
import type { Turn } from "./model/turn";
import { useTurnStore } from "./runs/TurnStoreContext";
import { useTurns } from "./runs/useTurns";
import { Starters } from "./Starters";
import { Thread } from "./thread/Thread";
import { useStop } from "./useStop";

interface ChatPageProps {
  /** The heading for screen readers; an empty chat has its own. */
  title: string;
  conversationId: string | undefined;
  /** A new chat has got its conversation. */
  onStarted: (conversationId: string) => void;
  onOpenCitation: (citation: Citation) => void;
}

export function ChatPage({ title, conversationId, onStarted, onOpenCitation }: ChatPageProps) {
  const store = useTurnStore();
  const [begun, setBegun] = useState<string | null>(null);
  if (conversationId && begun) setBegun(null); // it has its address now; the next new chat begins empty
  const { turns, stored, running } = useTurns(conversationId, begun);
  const [draft, setDraft] = useDraft(conversationId);
  const uploads = useUploads(conversationId);
  const input = useRef<HTMLTextAreaElement>(null);
  const { stop, stopping } = useStop(running);
  useStarted(conversationId, turns, onStarted);
  useFocus(input, conversationId);

  const send = useCallback(
    (text: string, attachments: string[]) => {
      const key = store.send({ text, attachments, conversationId: conversationId ?? null });
      if (!conversationId) setBegun(key);
    },
    [store, conversationId],
  );
  const compose = useCallback(
    (text: string) => {
      setDraft(text);
      requestAnimationFrame(() => {
        input.current?.focus();
        input.current?.setSelectionRange(text.length, text.length);
      });
    },
    [setDraft],
  );
  const retry = useCallback(
    (turn: Turn) => {
      if (turn.status === "unsent") store.resend(turn.key);
      else send(turn.text, turn.attachments);
    },
    [store, send],
  );
  const choose = useCallback(
    (label: string) => {
      send(label, []);
      input.current?.focus();
    },
    [send],
  );

  return (
    <div className={styles.chat}>
      <DropZone onFiles={uploads.add} />
      <Announcer turn={turns.at(-1)} />
      {conversationId && <h1 className="visually-hidden">{title}</h1>}
      {turns.length > 0 ? (
        <Thread
          key={conversationId ?? begun}
          turns={turns}
          earlier={{
            available: stored.hasNextPage,
            loading: stored.isFetchingNextPage,
            load: () => void stored.fetchNextPage(),
          }}
          onOpenCitation={onOpenCitation}
          onRetry={retry}
          onChoose={choose}
          onEdit={compose}
        />
      ) : (
        <div className={styles.empty}>
          {conversationId ? <Missing stored={stored} /> : <Starters onPick={compose} />}
        </div>
      )}
      <div className={styles.dock}>
        <Composer
          input={input}
          text={draft}
          onText={setDraft}
          uploads={uploads}
          running={running !== undefined}
          stopping={stopping}
          onStop={stop}
          onSend={() => {
            send(
              draft.trim(),
              uploads.list.flatMap((upload) => upload.fileId ?? []),
            );
            setDraft("");
            uploads.clear();
          }}
        />
      </div>
    </div>
  );
}

/** Why a conversation shows nothing. */
function Missing({
  stored,
}: {
  stored: Pick<ReturnType<typeof useTurns>["stored"], "isPending" | "error" | "refetch">;
}) {
  if (stored.isPending)
    return (
      <div className={styles.column}>
        <Skeleton lines={6} label="Loading the conversation" />
      </div>
    );
  if (stored.error instanceof ApiError && stored.error.status === 404)
    return (
      <EmptyState icon={<MessageCircleQuestion />} title="There is no such conversation">
        It may have been deleted. Write below to start a new one.
      </EmptyState>
    );
  if (stored.error)
    return (
      <div className={styles.column}>
        <ErrorNotice error={stored.error} onRetry={() => void stored.refetch()} />
      </div>
    );
  return <EmptyState title="Nothing was said here yet" />;
}

function useStarted(
  conversationId: string | undefined,
  turns: Turn[],
  onStarted: (id: string) => void,
): void {
  const started = conversationId ? null : (turns.at(-1)?.conversationId ?? null);
  useEffect(() => {
    if (started) onStarted(started);
  }, [started, onStarted]);
}

/** A keyboard is at hand where there is a mouse; on a phone, focus would open one over half the page. */
function useFocus(
  input: React.RefObject<HTMLTextAreaElement | null>,
  conversationId: string | undefined,
): void {
  useEffect(() => {
    if (window.matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, [input, conversationId]);
}
