interface Choice {
  value: string;
  label: string;
}

const LANGUAGES = ["de", "en", "es", "fr", "hr", "it", "nl", "pl", "pt"];

/** All zones that the browser knows, by area; the person's own one even if the browser does not know it. */
export function zoneChoices(current: string): { area: string; zones: Choice[] }[] {
  const areas = new Map<string, Choice[]>();
  for (const zone of [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), current])].sort()) {
    const [area = "", ...place] = zone.split("/");
    const choice = { value: zone, label: (place.join(" – ") || area).replaceAll("_", " ") };
    const key = place.length > 0 ? area : "Other";
    areas.set(key, [...(areas.get(key) ?? []), choice]);
  }
  return [...areas].map(([area, zones]) => ({ area, zones }));
}

/** Each language by its own name. */
export function languageChoices(current: string): Choice[] {
  return [...new Set([...LANGUAGES, current])].sort().map((value) => {
    const name = new Intl.DisplayNames([value], { type: "language" }).of(value) ?? value;
    return { value, label: name.charAt(0).toUpperCase() + name.slice(1) };
  });
}
