/** One socket on which the server tells what is being said. Sound that comes before it is open is not lost. */
import { session } from "@/api/session";

export interface StreamHandlers {
  onListening: () => void;
  onSpeech: (speaking: boolean) => void;
  onPartial: (text: string, stable: number) => void;
  onFinal: (text: string) => void;
  onNothing: () => void;
  onError: (message: string) => void;
  /** The connection broke, or the sign-in has to be renewed. */
  onLost: () => void;
}

export type ListeningMode = "hold" | "auto";

type Told =
  | { type: "ready" | "listening" | "nothing" }
  | { type: "speech"; state: "started" | "ended" }
  | { type: "partial"; text: string; stable: number }
  | { type: "final"; text: string }
  | { type: "error"; code: string; message: string };

export class SpeechStream {
  private socket: WebSocket | null = null;
  private waiting: (ArrayBuffer | string)[] = [];
  private ready = false;
  private closed = false;

  constructor(
    private readonly mode: ListeningMode,
    private readonly handlers: StreamHandlers,
  ) {
    void this.open();
  }

  sound(sound: ArrayBuffer): void {
    this.send(sound);
  }

  /** All was said. */
  end(): void {
    this.send(JSON.stringify({ type: "end" }));
  }

  close(): void {
    this.closed = true;
    this.socket?.close();
  }

  private send(message: ArrayBuffer | string): void {
    if (this.ready) this.socket?.send(message);
    else this.waiting.push(message);
  }

  private async open(): Promise<void> {
    const token = await session.token().catch(() => null);
    if (this.closed) return;
    if (!token) {
      this.handlers.onLost();
      return;
    }
    const url = new URL("/api/voice/stream", window.location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ type: "auth", token }));
    });
    socket.addEventListener("message", ({ data }) => {
      if (!this.closed) this.told(JSON.parse(String(data)) as Told);
    });
    socket.addEventListener("close", () => {
      if (!this.closed) this.handlers.onLost();
      this.closed = true;
    });
  }

  private told(message: Told): void {
    const { handlers } = this;
    switch (message.type) {
      case "ready":
        this.begin();
        break;
      case "listening":
        handlers.onListening();
        break;
      case "speech":
        handlers.onSpeech(message.state === "started");
        break;
      case "partial":
        handlers.onPartial(message.text, message.stable);
        break;
      case "final":
        handlers.onFinal(message.text);
        break;
      case "nothing":
        handlers.onNothing();
        break;
      case "error":
        handlers.onError(message.message);
    }
  }

  private begin(): void {
    this.ready = true;
    this.send(JSON.stringify({ type: "start", mode: this.mode }));
    this.waiting.forEach((message) => {
      this.send(message);
    });
    this.waiting = [];
  }
}
