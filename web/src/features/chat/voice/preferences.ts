/** How this browser listens and speaks; kept in it. */
export interface VoicePreferences {
  /** The chosen microphone; null: the browser's own choice. */
  microphone: string | null;
  /** Read the answers to spoken messages aloud. */
  speakAnswers: boolean;
  /** Send what was said at once; else it waits in the field. */
  sendAtOnce: boolean;
}

const KEY = "agentic.voice";
const DEFAULTS: VoicePreferences = { microphone: null, speakAnswers: true, sendAtOnce: true };

export function readPreferences(): VoicePreferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(kept as Partial<VoicePreferences>) };
  } catch {
    return DEFAULTS;
  }
}

export function keepPreferences(preferences: VoicePreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // a browser that stores nothing: they last as long as the page
  }
}
