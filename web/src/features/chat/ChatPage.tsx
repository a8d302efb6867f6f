import { MessageCircleQuestion, UsersRound } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "@/api/errors";
import type { Citation } from "@/api/types";
import { Button } from "@/ui/Button";
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
import { useSteer } from "./runs/useSteer";
import { useTurns } from "./runs/useTurns";
import { Starters } from "./Starters";
import { Thread } from "./thread/Thread";
import { ThreadActionsProvider } from "./thread/ThreadActions";
import { useStop } from "./useStop";
import { useThreadHandlers } from "./useThreadHandlers";
import { useVoiceChat } from "./voice/useVoiceChat";
import { VoiceProvider } from "./voice/VoiceContext";

interface ChatPageProps {
  /** The heading for screen readers; an empty chat has its own. */
  title: string;
  conversationId: string | undefined;
  /** The group that hears this conversation, which goes on there only. */
  group?: string | null;
  /** A new chat has got its conversation. */
  onStarted: (conversationId: string) => void;
  onOpenCitation: (citation: Citation) => void;
  /** Say why a question was not answered; `within`: the one document that was searched. */
  onExplain: (question: string, within?: string) => void;
}

export function ChatPage(props: ChatPageProps) {
  const { title, conversationId, group, onStarted, onOpenCitation, onExplain } = props;
  const store = useTurnStore();
  const [begun, setBegun] = useState<string | null>(null);
  if (conversationId && begun) setBegun(null); // it has its address now; the next new chat begins empty
  const { turns, stored, running, versions, old, choose } = useTurns(conversationId, begun);
  const [draft, setDraft] = useDraft(conversationId);
  const [agentId, setAgentId] = useState<string>();
  const uploads = useUploads(conversationId);
  const input = useRef<HTMLTextAreaElement>(null);
  const { stop, stopping } = useStop(running);
  const steer = useSteer();
  const steerable = steerableOf(turns, running);
  useStarted(conversationId, turns, onStarted);
  useFocus(input, conversationId);

  const send = useCallback(
    (text: string, attachments: string[], spoken: "web" | "voice" = "web") => {
      choose(null);
      const to = conversationId ?? null;
      const key = store.send({ text, attachments, agentId, conversationId: to, interface: spoken });
      if (!conversationId) setBegun(key);
      return key;
    },
    [store, choose, agentId, conversationId],
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
  const voice = useVoiceChat({ turns, draft, send, compose });
  const { actions, dialog } = useThreadHandlers({
    readOnly: Boolean(group),
    conversationId,
    turns,
    send,
    compose,
    openCitation: onOpenCitation,
    explain: onExplain,
    showVersion: choose,
  });

  return (
    <VoiceProvider value={voice}>
      <ThreadActionsProvider value={actions}>
        <div className={styles.chat}>
          {!group && <DropZone onFiles={uploads.add} />}
          <Announcer turn={turns.at(-1)} />
          {conversationId && <h1 className="visually-hidden">{title}</h1>}
          {turns.length > 0 ? (
            <Thread
              key={conversationId ?? begun}
              turns={turns}
              versions={versions}
              earlier={{
                available: stored.hasNextPage,
                loading: stored.isFetchingNextPage,
                load: () => void stored.fetchNextPage(),
              }}
            />
          ) : (
            <div className={styles.empty}>
              {conversationId ? <Missing stored={stored} /> : <Starters onPick={compose} />}
            </div>
          )}
          {dialog}
          <div className={styles.dock}>
            {old && (
              <p role="status" className={styles.old}>
                This is an earlier version. What you write continues the current one.
                <Button
                  size="sm"
                  onClick={() => {
                    choose(null);
                  }}
                >
                  Show the current version
                </Button>
              </p>
            )}
            {group ? (
              <InGroup name={group} />
            ) : (
              <Composer
                input={input}
                text={draft}
                onText={setDraft}
                uploads={uploads}
                agentId={agentId}
                onAgent={setAgentId}
                running={running !== undefined}
                steerable={steerable !== null}
                stopping={stopping}
                onStop={stop}
                onSend={(as) => {
                  if (as === "steer" && steerable) {
                    steer.mutate(
                      { runId: steerable, text: draft.trim() },
                      {
                        onSuccess: () => {
                          setDraft("");
                        },
                      },
                    );
                    return;
                  }
                  send(
                    draft.trim(),
                    uploads.list.flatMap((upload) => upload.fileId ?? []),
                  );
                  setDraft("");
                  uploads.clear();
                }}
              />
            )}
          </div>
        </div>
      </ThreadActionsProvider>
    </VoiceProvider>
  );
}

function InGroup({ name }: { name: string }) {
  return (
    <p role="note" className={styles.group}>
      <UsersRound aria-hidden />
      <span>
        You are talking in the group <strong>{name}</strong>, which hears the answers. Go on there.
      </span>
    </p>
  );
}

/** The run whose plan further wishes can be added to: the one that runs, or the newest while it waits. */
function steerableOf(turns: Turn[], running: Turn | undefined): string | null {
  const newest = turns.at(-1);
  const turn = running ?? (newest?.status === "waiting" ? newest : undefined);
  return turn && (turn.status === "running" || turn.status === "waiting") ? turn.runId : null;
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
