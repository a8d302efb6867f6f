import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { request } from "@/api/client";
import type { Citation, ConversationView } from "@/api/types";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import { acted } from "./model/summary";
import type { Turn } from "./model/turn";
import { useTurnStore } from "./runs/TurnStoreContext";
import { useRewind } from "./runs/useRewind";
import { RewindDialog } from "./thread/RewindDialog";
import type { RewindPlan } from "./thread/RewindDialog";
import type { ThreadActions } from "./thread/ThreadActions";

interface Means {
  readOnly: boolean;
  conversationId: string | undefined;
  turns: Turn[];
  send: (text: string, attachments: string[]) => void;
  compose: (text: string) => void;
  openCitation: (citation: Citation) => void;
  explain: (question: string, within?: string) => void;
  showVersion: (version: string | null, from?: string) => void;
}

interface Rewinding extends RewindPlan {
  then: () => void;
}

/** What the thread's buttons do, and the dialog that asks before messages leave the conversation. */
export function useThreadHandlers(means: Means): { actions: ThreadActions; dialog: ReactNode } {
  const { readOnly, conversationId, turns, send, compose, openCitation, explain, showVersion } = means;
  const store = useTurnStore();
  const toast = useToast();
  const rewind = useRewind(conversationId);
  const fork = useFork(conversationId);
  const [asked, setAsked] = useState<Rewinding | null>(null);
  const { mutate } = rewind;
  const forkAt = fork.mutate;

  const actions = useMemo<ThreadActions>(() => {
    const takeBack = ({ runIds, then }: Rewinding, undo: boolean) => {
      const onError = (error: unknown) => {
        toast({ text: errorText(error), tone: "danger" });
      };
      mutate({ runIds, undo }, { onSuccess: then, onError });
    };
    /** Asks first where it is more than the newest answer, and where something was done for it. */
    const replace = (turn: Turn, action: string, then: () => void) => {
      const rest = turns.slice(turns.indexOf(turn));
      const runIds = rest.flatMap((each) => each.runId ?? []);
      const plan = { action, runIds, since: turn.at, then };
      if (rest.length > 1 || rest.some((each) => acted(each).length > 0)) setAsked(plan);
      else takeBack(plan, false);
    };
    return {
      readOnly,
      openCitation,
      explain,
      retry: (turn) => {
        if (turn.status === "unsent") store.resend(turn.key);
        else send(turn.text, turn.attachments);
      },
      choose: (label) => {
        send(label, []);
      },
      regenerate: (turn) => {
        replace(turn, "Answer again", () => {
          send(turn.text, turn.attachments);
        });
      },
      rerun: (turn, text) => {
        replace(turn, "Save and rerun", () => {
          send(text, turn.attachments);
        });
      },
      rewind: (turn) => {
        const rest = turns.slice(turns.indexOf(turn));
        setAsked({
          action: "Rewind to here",
          runIds: rest.flatMap((each) => each.runId ?? []),
          since: turn.at,
          then: () => {
            compose(turn.text);
          },
        });
      },
      fork: (turn) => {
        if (turn.runId) forkAt(turn.runId);
      },
      unsend: (turn) => {
        store.stop(turn.key).then(
          () => {
            compose(turn.text);
          },
          (error: unknown) => {
            toast({ text: errorText(error), tone: "danger" });
          },
        );
      },
      showVersion,
    };
  }, [readOnly, turns, store, toast, mutate, forkAt, send, compose, openCitation, explain, showVersion]);

  const close = () => {
    setAsked(null);
    rewind.reset();
  };
  const dialog = asked && (
    <RewindDialog
      plan={asked}
      busy={rewind.isPending}
      error={rewind.error}
      onClose={close}
      onConfirm={(undo) => {
        rewind.mutate(
          { runIds: asked.runIds, undo },
          {
            onSuccess: ({ undo: report }) => {
              close();
              if (report) toast({ text: report.text });
              asked.then();
            },
          },
        );
      }}
    />
  );
  return { actions, dialog };
}

function useFork(conversationId: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: (run_id: string) =>
      request<ConversationView>(`/api/conversations/${conversationId ?? ""}/fork`, {
        method: "POST",
        body: { run_id },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["conversations"] });
      toast({ text: "This is a copy. The conversation it comes from stays as it is." });
      void navigate(`/c/${id}`);
    },
    onError: (error) => {
      toast({ text: errorText(error), tone: "danger" });
    },
  });
}
