import { ArrowLeft } from "lucide-react";
import { Link, useParams, useSearchParams } from "react-router";
import { usePageTitle } from "@/ui/pageTitle";
import { detailsOf, numberIn } from "./address";
import styles from "./DocumentPage.module.css";
import { DocumentPanel } from "./DocumentPanel";
import { useDocument } from "./queries";

export function DocumentPage() {
  const { documentId = "" } = useParams();
  const [query] = useSearchParams();
  usePageTitle(useDocument(documentId).data?.title ?? "Document");
  return (
    <div className={styles.page}>
      <nav aria-label="Around this document" className={styles.around}>
        <Link to="/documents" className={styles.back}>
          <ArrowLeft aria-hidden /> All documents
        </Link>
        <Link to={detailsOf(documentId)} className={styles.back}>
          Details and passages
        </Link>
      </nav>
      <DocumentPanel
        documentId={documentId}
        start={numberIn(query, "start")}
        end={numberIn(query, "end")}
        page={numberIn(query, "page")}
      />
    </div>
  );
}
