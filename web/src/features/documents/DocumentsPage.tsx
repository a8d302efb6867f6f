import { Trash2, Upload } from "lucide-react";
import { useRef } from "react";
import { Link } from "react-router";
import { kindsInWords } from "@/api/fileKinds";
import type { PublicConfig } from "@/api/types";
import { useConfig } from "@/api/useConfig";
import { Button } from "@/ui/Button";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { SearchInput } from "@/ui/SearchInput";
import { BIN_ADDRESS } from "./address";
import { DocumentsList } from "./DocumentsList";
import styles from "./DocumentsPage.module.css";
import { DropZone } from "./DropZone";
import { FilterBar } from "./FilterBar";
import { filtersIn, NO_FILTERS, withFilters, type Filters } from "./filters";
import { useLiveDocuments, useRefreshDocuments, useShelf } from "./listQueries";
import { PassageSearch } from "./PassageSearch";
import { QuotaLine, QuotaWarning } from "./Quota";
import { TitleSearch } from "./TitleSearch";
import { UploadList } from "./UploadList";
import { useAddress } from "./useAddress";
import { useSettled } from "./useSettled";
import { useUploads } from "./useUploads";

export function DocumentsPage() {
  const config = useConfig();
  const picker = useRef<HTMLInputElement>(null);
  const uploads = useUploads(useRefreshDocuments());
  const shelf = useShelf();
  const [params, change] = useAddress();
  const words = params.get("q") ?? "";
  const query = useSettled(words.trim());
  const filters = filtersIn(params);
  useLiveDocuments();
  const narrow = (changed: Filters) => {
    change(withFilters(params, changed));
  };
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
          actions={
            <>
              <Link to={BIN_ADDRESS} className={styles.bin}>
                <Trash2 aria-hidden /> Bin
              </Link>
              {upload}
            </>
          }
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
        {shelf && <QuotaWarning usage={shelf.usage} />}
        <SearchInput
          label="Search in the documents"
          placeholder="Search in all documents"
          value={words}
          onChange={(text) => {
            change(withWords(params, text));
          }}
        />
        <FilterBar filters={filters} tags={shelf?.tags ?? []} onChange={narrow} />
        <UploadList items={uploads.items} onRemove={uploads.remove} onRetry={uploads.retry} />
        {query ? (
          <>
            <TitleSearch query={query} filters={filters} />
            <PassageSearch query={query} filters={filters} />
          </>
        ) : (
          <DocumentsList
            filters={filters}
            empty={uploads.items.length === 0}
            upload={upload}
            onClear={() => {
              narrow(NO_FILTERS);
            }}
          />
        )}
        <footer className={styles.footer}>
          {config && <Accepted config={config} />}
          {shelf && <QuotaLine usage={shelf.usage} />}
        </footer>
      </Page>
    </DropZone>
  );
}

function withWords(params: URLSearchParams, text: string): URLSearchParams {
  const changed = new URLSearchParams(params);
  if (text) changed.set("q", text);
  else changed.delete("q");
  return changed;
}

function Accepted({ config }: { config: PublicConfig }) {
  return (
    <p>
      Drop files anywhere on this page: {kindsInWords(config.accepted_types)}, up to {config.max_upload_mb} MB
      each.
    </p>
  );
}
