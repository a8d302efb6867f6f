import { Link } from "react-router";
import { Field, Select } from "@/ui/Field";
import { KeepButton } from "./KeepButton";
import { Part } from "./Part";
import { useTitles, type Asked, type Explained } from "./queries";
import styles from "./WhyPanel.module.css";

interface KeepCaseProps {
  asked: Asked;
  explained: Explained;
  /** The document that was chosen; "": the nearest one is offered. */
  expected: string;
  onExpect: (document: string) => void;
}

/** Where the answer should have been found, what became of that document, and the question kept as a case. */
export function KeepCase({ asked, explained, expected, onExpect }: KeepCaseProps) {
  const titles = useTitles().data ?? [];
  if (titles.length === 0) return null;
  const nearest = explained.sentences[0] ?? explained.passages[0];
  const document = expected || nearest?.citation.document_id || "";
  return (
    <Part
      title="Should it have been found?"
      hint={
        <>
          Say where the answer stands. A question kept as a <Link to="/documents/cases">test case</Link> is
          asked again whenever you check, so that search does not get worse unnoticed.
        </>
      }
    >
      <div className={styles.expect}>
        <Field label="The answer stands in">
          {(control) => (
            <Select
              {...control}
              value={titles.some(({ id }) => id === document) ? document : ""}
              onChange={(event) => {
                onExpect(event.target.value);
              }}
            >
              <option value="" disabled>
                Choose a document
              </option>
              {titles.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <KeepButton
          key={document}
          variant="primary"
          disabled={!document}
          kept={{ question: asked.question, document, passages: [] }}
        >
          Keep as a test case
        </KeepButton>
      </div>
      {expected && explained.document?.document_id === expected && (
        <p role="status" className={styles.why}>
          {explained.document.text}
        </p>
      )}
    </Part>
  );
}
