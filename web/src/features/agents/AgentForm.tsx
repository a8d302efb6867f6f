import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { AgentView } from "@/api/agents";
import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import styles from "./Agents.module.css";
import { DeleteAgent } from "./DeleteAgent";
import { bodyOf, draftOf } from "./draft";
import type { Draft } from "./draft";
import { Character, LimitFields, WhenFields } from "./fields";
import { LadderEditor } from "./LadderEditor";
import { useSaveAgent } from "./queries";
import { ToolPicker } from "./ToolPicker";

export function AgentForm({ agent }: { agent: AgentView | null }) {
  const navigate = useNavigate();
  const toast = useToast();
  const [draft, setDraft] = useState(() => draftOf(agent));
  const [deleting, setDeleting] = useState(false);
  const save = useSaveAgent(agent?.id ?? null);
  const builtIn = agent?.built_in ?? false;
  const set = (part: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...part }));
  };
  const submit = () => {
    save.mutate(bodyOf(draft, builtIn), {
      onSuccess: ({ id, name }) => {
        toast({ text: agent ? `“${name}” was saved.` : `“${name}” was added. Try it below.` });
        if (!agent) void navigate(`/admin/agents/${id}`, { replace: true });
      },
    });
  };
  const shared = { draft, set, problem: save.error instanceof ApiError ? save.error : null };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Section title="Character" description="What it is for, and how it should answer.">
        <Character {...shared} />
      </Section>
      <Section
        title="Models"
        description="The first is tried first; when it is down, slow or the budget is short, the next one is."
      >
        <LadderEditor
          value={draft.models}
          onChange={(models) => {
            set({ models });
          }}
        />
      </Section>
      <Section title="Functions" description="What it may use. Approvals are asked for all the same.">
        <ToolPicker
          value={draft.tools}
          onChange={(tools) => {
            set({ tools });
          }}
        />
      </Section>
      {!builtIn && (
        <Section title="When it answers" description="Otherwise another agent does.">
          <WhenFields {...shared} />
        </Section>
      )}
      <Section title="Limits" description="For everybody who asks this agent, together, in a day.">
        <LimitFields {...shared} />
      </Section>
      <footer className={styles.footer}>
        {save.isError && <ErrorNotice error={save.error} />}
        <Button type="submit" variant="primary" busy={save.isPending}>
          {agent ? "Save" : "Add agent"}
        </Button>
        {agent && !builtIn && (
          <Button
            variant="danger"
            icon={<Trash2 aria-hidden />}
            onClick={() => {
              setDeleting(true);
            }}
          >
            Delete
          </Button>
        )}
      </footer>
      {agent && deleting && (
        <DeleteAgent
          agent={agent}
          onClose={() => {
            setDeleting(false);
          }}
        />
      )}
    </form>
  );
}
