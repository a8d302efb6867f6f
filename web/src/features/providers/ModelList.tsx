import type { ModelPrice } from "@/api/providers";
import styles from "./Providers.module.css";

const count = new Intl.NumberFormat("en");
const price = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

export function ModelList({ models }: { models: ModelPrice[] }) {
  if (models.length === 0)
    return <p className={styles.facts}>No models yet: test it to see what it offers, then add some.</p>;
  return (
    <ul role="list" aria-label="Models" className={styles.models}>
      {models.map((model) => (
        <li key={model.name}>
          <code>{model.name}</code>
          <span>{modelWords(model)}</span>
        </li>
      ))}
    </ul>
  );
}

function modelWords({ input_price, output_price, max_output_tokens, sees }: ModelPrice): string {
  const cost =
    input_price === 0 && output_price === 0
      ? "costs nothing"
      : `${price.format(input_price)} in, ${price.format(output_price)} out per million tokens`;
  const longest = max_output_tokens === null ? "" : `at most ${count.format(max_output_tokens)} tokens out`;
  return [cost, longest, sees ? "understands pictures" : ""].filter(Boolean).join(" · ");
}
