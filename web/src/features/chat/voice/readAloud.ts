/** Reads texts aloud, piece after piece: the next piece is fetched while one plays. */
import { authorized } from "@/api/client";
import { errorOf } from "@/api/errors";
import { readablePieces } from "./pieces";

export interface Reading {
  /** What is being read, by the key of its turn. */
  key: string | null;
  /** Its sound is being made. */
  preparing: boolean;
}

const SILENT: Reading = { key: null, preparing: false };
const AHEAD = 2; // pieces that are fetched before they are needed

export class ReadAloud {
  private audio = new Audio();
  private waiting: string[] = [];
  private fetched: Promise<Blob | null>[] = [];
  private text = "";
  private taken = 0;
  private whole = false;
  private abort = new AbortController();
  private playing = false;
  reading: Reading = SILENT;

  constructor(
    private readonly onChange: () => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.audio.preload = "auto";
  }

  /** Read a text that may still grow: called again with more of it, and at last with `whole`. */
  read(key: string, text: string, whole: boolean): void {
    if (this.reading.key !== key || !text.startsWith(this.text.slice(0, this.taken))) {
      this.stop();
      this.show({ key, preparing: true });
    } else if (this.whole) return;
    this.text = text;
    this.whole = whole;
    const { pieces, end } = readablePieces(text, this.taken, whole);
    this.taken = end;
    this.waiting.push(...pieces);
    this.fetch();
    if (!this.playing) void this.play();
  }

  stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    if (!this.audio.paused) this.audio.pause();
    this.waiting = [];
    this.fetched = [];
    this.text = "";
    this.taken = 0;
    this.whole = false;
    this.playing = false;
    if (this.reading.key !== null) this.show(SILENT);
  }

  private fetch(): void {
    while (this.fetched.length < AHEAD) {
      const piece = this.waiting.shift();
      if (piece === undefined) return;
      const sound = soundOf(piece, this.abort.signal);
      sound.catch(() => undefined); // told where it is waited for
      this.fetched.push(sound);
    }
  }

  private async play(): Promise<void> {
    const { signal } = this.abort;
    this.playing = true;
    try {
      for (let next = this.fetched.shift(); next; next = this.fetched.shift()) {
        this.fetch();
        const sound = await next;
        if (signal.aborted) return;
        if (sound) await this.sound(sound, signal);
        if (signal.aborted) return;
      }
      this.playing = false;
      if (this.whole) this.stop();
    } catch (error) {
      if (signal.aborted) return;
      this.stop();
      this.onError(error);
    }
  }

  private async sound(sound: Blob, signal: AbortSignal): Promise<void> {
    const url = URL.createObjectURL(sound);
    try {
      this.audio.src = url;
      await this.audio.play();
      this.show({ key: this.reading.key, preparing: false });
      await ended(this.audio, signal);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  private show(reading: Reading): void {
    if (reading.key === this.reading.key && reading.preparing === this.reading.preparing) return;
    this.reading = reading;
    this.onChange();
  }
}

/** Null: there is nothing in it to say. */
async function soundOf(text: string, signal: AbortSignal): Promise<Blob | null> {
  const response = await authorized("/api/speech", { method: "POST", body: { text }, signal });
  if (!response.ok) throw await errorOf(response);
  return response.status === 204 ? null : response.blob();
}

function ended(audio: HTMLAudioElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = { once: true, signal };
    audio.addEventListener(
      "ended",
      () => {
        resolve();
      },
      listening,
    );
    audio.addEventListener(
      "error",
      () => {
        reject(new Error("The sound of the answer could not be played."));
      },
      listening,
    );
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}
