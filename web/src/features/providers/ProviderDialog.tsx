import { useState } from "react";
import { ApiError } from "@/api/errors";
import type { ProviderView } from "@/api/providers";
import { Field, Input } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { useToast } from "@/ui/Toast";
import { bodyOf, draftOf, withKind } from "./draft";
import type { Draft } from "./draft";
import { KeyField } from "./KeyField";
import { KINDS, kindOf } from "./kinds";
import { ModelLines } from "./ModelLines";
import styles from "./Providers.module.css";
import { useSaveProvider } from "./queries";

interface ProviderDialogProps {
  provider: ProviderView | null;
  /** Models to begin with, besides those it has. */
  added: string[];
  onClose: () => void;
}

export function ProviderDialog({ provider, added, onClose }: ProviderDialogProps) {
  const toast = useToast();
  const [draft, setDraft] = useState(() => draftOf(provider, added));
  const save = useSaveProvider(provider?.id ?? null);
  const kind = kindOf(draft.kind);
  const problem = save.error instanceof ApiError ? save.error : null;
  const set = (part: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...part }));
  };
  const submit = () => {
    save.mutate(bodyOf(draft), {
      onSuccess: ({ name }) => {
        toast({
          text: provider ? `“${name}” was saved.` : `“${name}” was added. Test it to see that it answers.`,
        });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title={provider ? `Edit “${provider.name}”` : "Add a provider"}
      action={provider ? "Save" : "Add provider"}
      busy={save.isPending}
      error={problem?.field("name") || problem?.field("base_url") ? null : save.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className={styles.kind}>
        <SegmentedControl
          label="Kind"
          value={draft.kind}
          options={KINDS}
          onChange={(value) => {
            setDraft((now) => withKind(now, value));
          }}
        />
        <p className={styles.hint}>{kind.hint}</p>
      </div>
      <Field label="Name" error={problem?.field("name")}>
        {(control) => (
          <Input
            {...control}
            required
            data-autofocus
            maxLength={80}
            value={draft.name}
            onChange={(event) => {
              set({ name: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label="Address" hint="Usually ends with /v1." error={problem?.field("base_url")}>
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            required
            maxLength={500}
            placeholder="http://localhost:8080/v1"
            value={draft.baseUrl}
            onChange={(event) => {
              set({ baseUrl: event.target.value });
            }}
          />
        )}
      </Field>
      <KeyField
        saved={provider?.has_key ? provider.key_hint : null}
        hint={kind.key}
        value={draft.key}
        error={problem?.field("api_key")}
        onChange={(key) => {
          set({ key });
        }}
      />
      <ModelLines
        lines={draft.models}
        onChange={(models) => {
          set({ models });
        }}
      />
    </FormDialog>
  );
}
