import type { Rung } from "@/api/agents";
import type { ProviderView } from "@/api/providers";

export interface Choice extends Rung {
  provider: string;
  enabled: boolean;
}

export const keyOf = ({ provider_id, model }: Rung) => `${provider_id}\n${model}`;

/** Every model of every provider. */
export function choicesOf(providers: ProviderView[]): Choice[] {
  return providers.flatMap((provider) =>
    provider.models.map(({ name }) => ({
      provider_id: provider.id,
      model: name,
      provider: provider.name,
      enabled: provider.enabled,
    })),
  );
}

/** `items` with the one at `from` at `to`; as they are when that is no place. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}
