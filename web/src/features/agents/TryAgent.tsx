import { Play } from "lucide-react";
import { useState } from "react";
import type { AgentView } from "@/api/agents";
import { functionWords, packageOf } from "@/api/capabilities";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, TextArea } from "@/ui/Field";
import { Markdown } from "@/ui/Markdown";
import { formatCost, formatCount, formatSeconds } from "@/ui/numbers";
import { Section } from "@/ui/Section";
import styles from "./Agents.module.css";
import { useTryAgent } from "./queries";
import type { Trial } from "./queries";

export function TryAgent({ agent }: { agent: AgentView }) {
  const [prompt, setPrompt] = useState("");
  const trial = useTryAgent(agent.id);
  return (
    <Section
      title="Try it"
      description="As it is saved. It answers or plans; nothing is carried out or stored."
    >
      <form
        className={styles.try}
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate(prompt);
        }}
      >
        <Field label="Message">
          {(control) => (
            <TextArea
              {...control}
              required
              rows={3}
              maxLength={8000}
              placeholder="Plan my study week around Thursday’s exam"
              value={prompt}
              onChange={(event) => {
                setPrompt(event.target.value);
              }}
            />
          )}
        </Field>
        <Button type="submit" icon={<Play aria-hidden />} busy={trial.isPending}>
          Try
        </Button>
      </form>
      <div role="status">
        {trial.isPending && <p className={styles.muted}>It is thinking…</p>}
        {trial.data && <Result trial={trial.data} />}
      </div>
      {trial.isError && <ErrorNotice error={trial.error} />}
    </Section>
  );
}

function Result({ trial }: { trial: Trial }) {
  return (
    <div className={styles.result}>
      {trial.error && <ErrorNotice title="Not all went well." error={trial.error} />}
      {trial.steps.length > 0 && (
        <section>
          <h3>What it would do</h3>
          <ol className={styles.steps}>
            {trial.steps.map((step) => (
              <li key={step.id}>
                {step.title || functionWords(step.capability)}{" "}
                <small>
                  {packageOf(step.capability)} · {functionWords(step.capability)}
                </small>
              </li>
            ))}
          </ol>
        </section>
      )}
      {trial.answer && (
        <section>
          <h3>Answer</h3>
          <Markdown text={trial.answer} />
        </section>
      )}
      <Figures trial={trial} />
    </div>
  );
}

function Figures({ trial }: { trial: Trial }) {
  const { seconds, first_token_seconds, calls, input_tokens, output_tokens, cost_micros, models } = trial;
  const figures = [
    { name: "Time", words: formatSeconds(seconds) },
    {
      name: "First word after",
      words: first_token_seconds === null ? "" : formatSeconds(first_token_seconds),
    },
    { name: "Calls", words: formatCount(calls) },
    { name: "Tokens in", words: formatCount(input_tokens) },
    { name: "Tokens out", words: formatCount(output_tokens) },
    { name: "Cost", words: formatCost(cost_micros) },
    { name: "Models", words: models.join(", ") || "none was needed" },
  ];
  return (
    <dl className={styles.figures} aria-label="Measured">
      {figures
        .filter(({ words }) => words)
        .map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
    </dl>
  );
}
