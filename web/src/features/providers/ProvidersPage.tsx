import { Cpu, Plus } from "lucide-react";
import { useState } from "react";
import { useProviders } from "@/api/providers";
import type { ProviderView } from "@/api/providers";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { ProviderDialog } from "./ProviderDialog";
import { ProviderRow } from "./ProviderRow";
import styles from "./Providers.module.css";

interface Editing {
  provider: ProviderView | null;
  added: string[];
}

/** For administrators. */
export function ProvidersPage() {
  const [editing, setEditing] = useState<Editing | null>(null);
  const providers = useProviders();
  const add = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      onClick={() => {
        setEditing({ provider: null, added: [] });
      }}
    >
      Add provider
    </Button>
  );
  const none = providers.data?.length === 0;
  const some = providers.data !== undefined && !none;
  return (
    <>
      <PageHeader
        title="Models"
        description="Where language models come from. They are a help, not a need."
        actions={some && add}
      />
      {providers.isPending && <Skeleton lines={4} label="Loading the providers" />}
      {providers.isError && <ErrorNotice error={providers.error} onRetry={() => void providers.refetch()} />}
      {none && (
        <EmptyState icon={<Cpu />} title="Everything works without a model" action={add}>
          Planning, searching, answering from your documents: all of it is done here. A model adds freer
          language; where it is slow, wrong or away, the assistant goes on without it.
        </EmptyState>
      )}
      {some && (
        <ul role="list" aria-label="Providers" className={styles.list}>
          {providers.data.map((provider) => (
            <ProviderRow
              key={provider.id}
              provider={provider}
              onEdit={(added = []) => {
                setEditing({ provider, added });
              }}
            />
          ))}
        </ul>
      )}
      {editing && (
        <ProviderDialog
          {...editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </>
  );
}
