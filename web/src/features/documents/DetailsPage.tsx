import { Download, FileSearch, Trash2 } from "lucide-react";
import { Link, useNavigate, useParams } from "react-router";
import type { DocumentView } from "@/api/types";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { addressOf } from "./address";
import { BackLink } from "./BackLink";
import { useReindexing, useRemoval } from "./changes";
import styles from "./DetailsPage.module.css";
import { DocumentState } from "./DocumentState";
import { Passages } from "./Passages";
import { Properties } from "./Properties";
import { useWatchedDocument } from "./queries";
import { TagsEditor } from "./TagsEditor";
import { useDownload } from "./useDownload";

/** What is known of a document, and the passages that it is searched in. */
export function DetailsPage() {
  const { documentId = "" } = useParams();
  const { data: document, isError, error, refetch } = useWatchedDocument(documentId);
  return (
    <Page>
      <BackLink />
      <PageHeader
        title={document?.title ?? "Document"}
        actions={document && <Actions document={document} />}
      />
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!document && !isError && <Skeleton lines={8} label="Loading the document" />}
      {document && <Details key={document.id} document={document} />}
    </Page>
  );
}

function Actions({ document }: { document: DocumentView }) {
  const download = useDownload();
  const removal = useRemoval();
  const navigate = useNavigate();
  return (
    <>
      <Link to={addressOf(document.id)} className={styles.open}>
        <FileSearch aria-hidden /> Open
      </Link>
      <Button
        icon={<Download />}
        busy={download.isPending}
        onClick={() => {
          download.mutate(document);
        }}
      >
        Download
      </Button>
      <Button
        variant="danger"
        icon={<Trash2 />}
        busy={removal.isPending}
        onClick={() => {
          removal.mutate([document], { onSuccess: () => void navigate("/documents") });
        }}
      >
        Delete
      </Button>
    </>
  );
}

function Details({ document }: { document: DocumentView }) {
  const reindexing = useReindexing();
  return (
    <div>
      <Section title="What it is">
        <Properties document={document} />
        <DocumentState document={document} notices={Infinity} />
      </Section>
      <Section title="Tags" description="To find it again, and to search in some documents only.">
        <TagsEditor document={document} />
      </Section>
      <Section
        title="Passages"
        description="The parts that its text was cut into. Each is searched and quoted by itself."
        actions={
          document.status === "ready" && (
            <Button
              size="sm"
              busy={reindexing.isPending}
              onClick={() => {
                reindexing.mutate([document]);
              }}
            >
              Read again
            </Button>
          )
        }
      >
        <Passages document={document} />
      </Section>
    </div>
  );
}
