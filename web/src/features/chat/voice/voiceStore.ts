/** Listening and reading aloud in this tab. Lives outside the components: sound goes on while they are drawn anew. */
import { errorText } from "@/ui/ErrorNotice";
import type { Heard, Microphone } from "./microphone";
import { openMicrophone } from "./microphone";
import { keepPreferences, readPreferences } from "./preferences";
import type { VoicePreferences } from "./preferences";
import { ReadAloud } from "./readAloud";
import type { Reading } from "./readAloud";
import { SpeechStream } from "./speechStream";
import type { ListeningMode } from "./speechStream";

export interface VoiceState {
  /** "opening": nothing is heard yet. "thinking": all was said, and is being written down. */
  phase: "off" | "opening" | "listening" | "thinking";
  handsFree: boolean;
  muted: boolean;
  /** Somebody speaks now. */
  speaking: boolean;
  /** What was said so far; the characters after `stable` may still change. */
  partial: { text: string; stable: number } | null;
  error: string | null;
  reading: Reading;
  preferences: VoicePreferences;
}

const LOST = "The connection broke, so the rest was not heard. Try again.";
const PULLED = "The microphone is gone. Connect it, then try again.";
const NOTHING = "Nothing was said, or it was too quiet to hear. Check the microphone and say it again.";
const RECONNECTS = 3;

export class VoiceStore {
  private state: VoiceState;
  private listeners = new Set<() => void>();
  private levels = new Set<(level: number) => void>();
  private microphone: Microphone | null = null;
  private stream: SpeechStream | null = null;
  private reader: ReadAloud;
  private awaited = new Set<string>();
  private losses = 0;
  private attempt = 0;
  private ending = false;
  private onSaid: (text: string) => void = () => undefined;

  constructor() {
    this.reader = new ReadAloud(
      () => {
        this.set({ reading: this.reader.reading });
      },
      (error) => {
        this.set({ error: errorText(error) });
      },
    );
    this.state = {
      ...IDLE,
      error: null,
      reading: this.reader.reading,
      preferences: readPreferences(),
    };
  }

  get = (): VoiceState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** How loud it is, ten times a second. */
  onLevel = (listener: (level: number) => void): (() => void) => {
    this.levels.add(listener);
    return () => this.levels.delete(listener);
  };

  /** Say what becomes of what was said. */
  handle(onSaid: (text: string) => void): void {
    this.onSaid = onSaid;
  }

  prefer(changed: Partial<VoicePreferences>): void {
    const preferences = { ...this.state.preferences, ...changed };
    keepPreferences(preferences);
    this.set({ preferences });
  }

  /** Begin to listen. Whatever is read aloud stops: it is the person's turn. */
  async listen(handsFree = false): Promise<void> {
    if (this.state.phase !== "off") return;
    const attempt = ++this.attempt;
    this.quiet();
    this.ending = false;
    this.losses = 0;
    this.set({ ...IDLE, phase: "opening", handsFree, error: null });
    try {
      const microphone = await openMicrophone(this.state.preferences.microphone, this.heard, () => {
        this.fail(PULLED);
      });
      if (attempt !== this.attempt) {
        microphone.close(); // it was cancelled meanwhile
        return;
      }
      this.microphone = microphone;
      this.open(handsFree ? "auto" : "hold");
      this.set({ phase: "listening" });
      if (this.ending) this.done();
    } catch (error) {
      if (attempt === this.attempt) this.fail(errorText(error));
    }
  }

  /** All was said: what it was comes to `onSaid`. */
  done(): void {
    if (this.state.handsFree) this.cancel();
    else if (this.state.phase === "opening") this.ending = true;
    else if (this.state.phase === "listening") {
      this.closeMicrophone();
      this.stream?.end();
      this.set({ phase: "thinking", speaking: false });
    }
  }

  /** Listen no more, and forget what was being said. */
  cancel(): void {
    this.attempt++;
    this.closeMicrophone();
    this.stream?.close();
    this.stream = null;
    this.set(IDLE);
  }

  mute(muted: boolean): void {
    this.microphone?.mute(muted);
    this.set({ muted, speaking: false });
  }

  dismiss(): void {
    this.set({ error: null });
  }

  /** Read a text aloud because the person asks for it. */
  read(key: string, text: string): void {
    this.quiet();
    this.set({ error: null });
    this.reader.read(key, text, true);
  }

  /** The answer to this turn is to be read aloud. */
  awaitAnswer(key: string): void {
    if (this.state.preferences.speakAnswers) this.awaited.add(key);
  }

  /** An answer as far as it is known. It is read if it is awaited, until the person speaks, types or stops it. */
  follow(key: string, text: string, whole: boolean): void {
    if (!this.awaited.has(key)) return;
    if (text) this.reader.read(key, text, whole);
    if (whole) this.awaited.delete(key);
  }

  /** Stop reading aloud, also what was about to be read. */
  quiet = (): void => {
    this.awaited.clear();
    this.reader.stop();
  };

  /** The page is left. */
  close(): void {
    this.cancel();
    this.quiet();
  }

  private open(mode: ListeningMode): void {
    this.stream = new SpeechStream(mode, {
      onListening: () => {
        this.losses = 0;
      },
      onSpeech: (speaking) => {
        if (speaking) this.quiet();
        this.set({ speaking });
      },
      onPartial: (text, stable) => {
        this.set({ partial: { text, stable } });
      },
      onFinal: (text) => {
        this.said(text);
      },
      onNothing: () => {
        if (this.state.handsFree) this.set({ partial: null });
        else this.fail(NOTHING);
      },
      onError: (message) => {
        this.fail(message);
      },
      onLost: () => {
        this.lost();
      },
    });
  }

  private heard = ({ sound, level }: Heard): void => {
    this.stream?.sound(sound);
    this.levels.forEach((listener) => {
      listener(level);
    });
  };

  private said(text: string): void {
    if (this.state.handsFree) this.set({ partial: null });
    else this.cancel();
    this.onSaid(text);
  }

  private lost(): void {
    this.stream = null;
    if (this.state.handsFree && this.losses++ < RECONNECTS) this.open("auto");
    else if (this.state.phase !== "off") this.fail(LOST);
  }

  private fail(error: string): void {
    this.cancel();
    this.set({ error });
  }

  private closeMicrophone(): void {
    this.microphone?.close();
    this.microphone = null;
    this.levels.forEach((listener) => {
      listener(0);
    });
  }

  private set(changed: Partial<VoiceState>): void {
    this.state = { ...this.state, ...changed };
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}

const IDLE = { phase: "off", handsFree: false, muted: false, speaking: false, partial: null } as const;
