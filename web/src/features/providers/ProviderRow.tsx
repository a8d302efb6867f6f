import { CircleCheck, CirclePause, Ellipsis, PenLine, Trash2, TriangleAlert, Zap } from "lucide-react";
import { useState } from "react";
import type { ProviderView } from "@/api/providers";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { Switch } from "@/ui/Switch";
import { useToast } from "@/ui/Toast";
import { kindOf } from "./kinds";
import { ModelList } from "./ModelList";
import styles from "./Providers.module.css";
import { useDeleteProvider, useSwitchProvider, useTestProvider } from "./queries";
import { TestOutcome } from "./TestOutcome";

interface ProviderRowProps {
  provider: ProviderView;
  /** `added` are models to begin with. */
  onEdit: (added?: string[]) => void;
}

export function ProviderRow({ provider, onEdit }: ProviderRowProps) {
  const { id, name, kind, base_url, built_in, enabled, has_key, key_hint, models } = provider;
  const [deleting, setDeleting] = useState(false);
  const test = useTestProvider(id);
  const change = useSwitchProvider(provider);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h2>
          {name} <State provider={provider} />
        </h2>
        <div className={styles.actions}>
          <Button
            size="sm"
            icon={<Zap aria-hidden />}
            busy={test.isPending}
            aria-label={`Test ${name}`}
            onClick={() => {
              test.mutate(undefined);
            }}
          >
            Test
          </Button>
          {!built_in && (
            <>
              <Switch
                label={`Use ${name}`}
                hideLabel
                checked={change.isPending ? change.variables : enabled}
                onChange={(on) => {
                  change.mutate(on);
                }}
              />
              <Menu
                label={`Actions for ${name}`}
                trigger={<IconButton label={`Actions for ${name}`} icon={<Ellipsis />} />}
                items={[
                  {
                    label: "Edit",
                    icon: <PenLine />,
                    onSelect: () => {
                      onEdit();
                    },
                  },
                  {
                    label: "Delete",
                    icon: <Trash2 />,
                    tone: "danger",
                    onSelect: () => {
                      setDeleting(true);
                    },
                  },
                ]}
              />
            </>
          )}
        </div>
      </div>
      <p className={styles.facts}>
        <span>{kindOf(kind).name}</span>
        <code>{base_url}</code>
        <span>{keyWords(has_key, key_hint)}</span>
      </p>
      {built_in && (
        <p className={styles.facts}>
          It comes from the settings the server was started with (AGENTIC_MODEL_…) and is changed there.
        </p>
      )}
      <ModelList models={models} />
      <div role="status" className={styles.said}>
        {test.data && (
          <TestOutcome
            result={test.data}
            known={models.map((model) => model.name)}
            {...(built_in ? {} : { onAdd: onEdit })}
          />
        )}
        {test.isError && (
          <TestOutcome result={{ ok: false, seconds: 0, models: [], error: test.error.message }} known={[]} />
        )}
      </div>
      {deleting && (
        <DeleteDialog
          provider={provider}
          onClose={() => {
            setDeleting(false);
          }}
        />
      )}
    </li>
  );
}

function keyWords(has: boolean, hint: string): string {
  if (!has) return "no key";
  return hint ? `key …${hint}` : "key saved";
}

function State({ provider: { enabled, state } }: { provider: ProviderView }) {
  if (!enabled) return <Badge icon={<CirclePause aria-hidden />}>off</Badge>;
  if (state === "ready")
    return (
      <Badge tone="success" icon={<CircleCheck aria-hidden />}>
        ready
      </Badge>
    );
  return (
    <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
      does not answer
    </Badge>
  );
}

function DeleteDialog({ provider, onClose }: { provider: ProviderView; onClose: () => void }) {
  const toast = useToast();
  const remove = useDeleteProvider(provider.id);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete “${provider.name}”?`}
      description="Its key and its models are forgotten. Agents that use it have to be changed first."
      action="Delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        remove.mutate(undefined, {
          onSuccess: () => {
            onClose();
            toast({ text: `“${provider.name}” was deleted.` });
          },
        });
      }}
    />
  );
}
