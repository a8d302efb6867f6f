import clsx from "clsx";
import { memo } from "react";
import ReactMarkdown from "react-markdown";
import type { Components, Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./CodeBlock";
import styles from "./Markdown.module.css";

interface MarkdownProps {
  text: string;
  className?: string;
  remarkPlugins?: NonNullable<Options["remarkPlugins"]>;
  components?: Components;
}

const none: NonNullable<Options["remarkPlugins"]> = [];

// Raw HTML stays text. Images become links: showing one would tell its server that somebody reads this answer.
const base: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    typeof src === "string" ? (
      <a href={src} target="_blank" rel="noreferrer noopener">
        {alt === undefined || alt === "" ? src : alt}
      </a>
    ) : null,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className={styles.tableScroll} role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};

export const Markdown = memo(function Markdown(props: MarkdownProps) {
  const { text, className, remarkPlugins = none, components } = props;
  return (
    <div className={clsx(styles.markdown, className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm, ...remarkPlugins]} components={{ ...base, ...components }}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
