import { ArrowLeft } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { usePageTitle } from "@/ui/pageTitle";
import styles from "../DocumentPage.module.css";
import { askedIn } from "./address";
import { WhyPanel } from "./WhyPanel";

/** "/documents/why?q=…": the panel on a page of its own. */
export function WhyPage() {
  const [query] = useSearchParams();
  const asked = askedIn(query);
  usePageTitle("Why not found?");
  return (
    <div className={styles.page}>
      <Link
        to={`/documents?${new URLSearchParams({ q: asked.question }).toString()}`}
        className={styles.back}
      >
        <ArrowLeft aria-hidden /> Search in the documents
      </Link>
      <WhyPanel key={query.toString()} asked={asked} />
    </div>
  );
}
