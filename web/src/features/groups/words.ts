const PLATFORMS: Record<string, string> = { telegram: "Telegram", slack: "Slack", whatsapp: "WhatsApp" };

export function platformTitle(platform: string): string {
  return PLATFORMS[platform] ?? platform;
}

/** "+25 %" against before; nothing where there was nothing before. */
export function changeWords(now: number, before: number): string {
  if (before === 0) return now === 0 ? "as before" : "none before";
  const change = Math.round((100 * (now - before)) / before);
  return change === 0 ? "as before" : `${change > 0 ? "+" : "−"}${String(Math.abs(change))} %`;
}
