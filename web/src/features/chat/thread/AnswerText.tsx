import { memo, useMemo } from "react";
import type { Components } from "react-markdown";
import type { Citation } from "@/api/types";
import { Markdown } from "@/ui/Markdown";
import { citationNumber, remarkCitations } from "../model/citations";
import styles from "./AnswerText.module.css";
import { CitationButton } from "./CitationButton";

interface AnswerTextProps {
  text: string;
  citations: Citation[];
  streaming: boolean;
  onOpenCitation: (citation: Citation) => void;
}

const plugins = [remarkCitations];

export const AnswerText = memo(function AnswerText(props: AnswerTextProps) {
  const { text, citations, streaming, onOpenCitation } = props;
  const components = useMemo(() => withCitations(citations, onOpenCitation), [citations, onOpenCitation]);
  return (
    <Markdown
      text={text}
      className={streaming ? styles.streaming : styles.answer}
      remarkPlugins={plugins}
      components={components}
    />
  );
});

function withCitations(citations: Citation[], onOpen: (citation: Citation) => void): Components {
  return {
    a: ({ href, children }) => {
      const number = citationNumber(href);
      const citation = number === null ? undefined : citations[number - 1];
      if (citation && number !== null)
        return <CitationButton number={number} citation={citation} onOpen={onOpen} />;
      if (number !== null) return `[${String(number)}]`;
      return (
        <a href={href} target="_blank" rel="noreferrer noopener">
          {children}
        </a>
      );
    },
  };
}
