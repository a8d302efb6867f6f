import { ArrowLeft } from "lucide-react";
import { Link, useParams, useSearchParams } from "react-router";
import { usePageTitle } from "@/ui/pageTitle";
import { numberIn } from "./address";
import styles from "./DocumentPage.module.css";
import { DocumentPanel } from "./DocumentPanel";
import { useDocument } from "./queries";

export function DocumentPage() {
  const { documentId = "" } = useParams();
  const [query] = useSearchParams();
  usePageTitle(useDocument(documentId).data?.title ?? "Document");
  return (
    <div className={styles.page}>
      <Link to="/documents" className={styles.back}>
        <ArrowLeft aria-hidden /> All documents
      </Link>
      <DocumentPanel
        documentId={documentId}
        start={numberIn(query, "start")}
        end={numberIn(query, "end")}
        page={numberIn(query, "page")}
      />
    </div>
  );
}
