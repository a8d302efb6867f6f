/** A microphone and a server's ear for tests: jsdom has neither. */
import { http, HttpResponse } from "msw";
import { vi } from "vitest";
import { session } from "@/api/session";
import { server } from "./server";

type Heard = (event: { data: { sound: ArrayBuffer; level: number } }) => void;

/** What getUserMedia does, and the sound that then comes. */
export function fakeMicrophone(error?: DOMException) {
  const track = Object.assign(new EventTarget(), { stop: vi.fn(), enabled: true });
  const stream = { getTracks: () => [track], getAudioTracks: () => [track] };
  const ports: { onmessage: Heard | null }[] = [];
  const getUserMedia = vi.fn(() => (error ? Promise.reject(error) : Promise.resolve(stream)));
  vi.stubGlobal("navigator", {
    ...navigator,
    languages: ["en-GB"],
    mediaDevices: { getUserMedia, enumerateDevices: () => Promise.resolve([]) },
  });
  vi.stubGlobal(
    "AudioContext",
    class {
      audioWorklet = { addModule: () => Promise.resolve() };
      resume = () => Promise.resolve();
      close = () => Promise.resolve();
      createMediaStreamSource = () => ({ connect: () => undefined });
    },
  );
  vi.stubGlobal(
    "AudioWorkletNode",
    class {
      port = { onmessage: null as Heard | null };
      constructor() {
        ports.push(this.port);
      }
    },
  );
  const hear = (level = 0.1) => {
    ports.at(-1)?.onmessage?.({ data: { sound: new ArrayBuffer(3200), level } });
  };
  return { getUserMedia, track, hear };
}

/** The other end of the socket. */
export class FakeSocket extends EventTarget {
  static opened: FakeSocket[] = [];
  sent: (string | ArrayBuffer)[] = [];
  closed = false;

  constructor(readonly url: URL | string) {
    super();
    FakeSocket.opened.push(this);
    queueMicrotask(() => this.dispatchEvent(new Event("open")));
  }

  send(message: string | ArrayBuffer): void {
    this.sent.push(message);
  }

  close(): void {
    this.closed = true;
    this.dispatchEvent(new CloseEvent("close"));
  }

  /** The server says something. */
  tell(message: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  commands(): unknown[] {
    return this.sent.filter((each) => typeof each === "string").map((each) => JSON.parse(each) as unknown);
  }
}

/** An audio element that plays until it is told that the sound has ended. */
export class FakeAudio extends EventTarget {
  static made: FakeAudio[] = [];
  src = "";
  preload = "";
  paused = true;
  played: string[] = [];

  constructor() {
    super();
    FakeAudio.made.push(this);
  }

  play(): Promise<void> {
    this.paused = false;
    this.played.push(this.src);
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  end(): void {
    this.paused = true;
    this.dispatchEvent(new Event("ended"));
  }
}

/** Sockets, sound and a server that speaks; returns what it is asked to say. `vi.unstubAllGlobals` ends it. */
export function fakeVoice(): string[] {
  const spoken: string[] = [];
  localStorage.clear();
  FakeSocket.opened = [];
  FakeAudio.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("Audio", FakeAudio);
  vi.spyOn(session, "token").mockResolvedValue("token");
  URL.createObjectURL = () => `blob:${String(spoken.length)}`;
  URL.revokeObjectURL = () => undefined;
  server.use(
    http.post("/api/speech", async ({ request }) => {
      spoken.push(((await request.json()) as { text: string }).text);
      return new HttpResponse("sound", { headers: { "Content-Type": "audio/wav" } });
    }),
  );
  return spoken;
}
