import { FileText, Upload } from "lucide-react";
import { useRef } from "react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useConfig } from "@/api/useConfig";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { SearchInput } from "@/ui/SearchInput";
import { Skeleton } from "@/ui/Skeleton";
import { DocumentRow } from "./DocumentRow";
import styles from "./DocumentsPage.module.css";
import { DropZone } from "./DropZone";
import { useDocuments, useRefreshDocuments } from "./listQueries";
import { PassageSearch } from "./PassageSearch";
import { kindsOf } from "./refusal";
import { UploadList } from "./UploadList";
import { useSettled } from "./useSettled";
import { useUploads } from "./useUploads";

export function DocumentsPage() {
  const config = useConfig();
  const picker = useRef<HTMLInputElement>(null);
  const refresh = useRefreshDocuments();
  const uploads = useUploads(refresh);
  const [params, setParams] = useSearchParams();
  const words = params.get("q") ?? "";
  const query = useSettled(words.trim());
  const upload = (
    <Button variant="primary" icon={<Upload />} onClick={() => picker.current?.click()}>
      Upload
    </Button>
  );
  return (
    <DropZone onFiles={uploads.add}>
      <Page>
        <PageHeader
          title="Documents"
          description="What you add here the assistant can read, quote and answer from."
          actions={upload}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Choose files"
          accept={config?.accepted_types.join(",")}
          onChange={(event) => {
            if (event.target.files) uploads.add(event.target.files);
            event.target.value = "";
          }}
        />
        <SearchInput
          label="Search in the documents"
          placeholder="Search in all documents"
          value={words}
          onChange={(text) => {
            setParams(text ? { q: text } : {}, { replace: true });
          }}
        />
        <UploadList items={uploads.items} onRemove={uploads.remove} onRetry={uploads.retry} />
        {query ? (
          <PassageSearch query={query} />
        ) : (
          <Documents empty={uploads.items.length === 0} upload={upload} />
        )}
        {config && (
          <p className={styles.limits}>
            Drop files anywhere on this page: {kindsOf(config)}, up to {config.max_upload_mb} MB each.
          </p>
        )}
      </Page>
    </DropZone>
  );
}

function Documents({ empty, upload }: { empty: boolean; upload: ReactNode }) {
  const { documents, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useDocuments("");
  if (isPending) return <Skeleton lines={6} label="Loading the documents" />;
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (documents.length === 0)
    return empty ? (
      <EmptyState icon={<FileText />} title="No documents yet" action={upload}>
        Add a manual, a contract or your notes, then ask about it in the chat: the answer shows the passage it
        comes from.
      </EmptyState>
    ) : null;
  return (
    <>
      <ul role="list" aria-label="Documents" className={styles.list}>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className={styles.more} busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
