import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeMicrophone } from "@/testing/voice";
import { openMicrophone } from "./microphone";

const open = (device: string | null = null, ended = () => undefined) =>
  openMicrophone(device, () => undefined, ended);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the microphone", () => {
  it.each([
    ["NotAllowedError", "Allow it in the address bar"],
    ["NotFoundError", "No microphone was found"],
    ["NotReadableError", "Another program uses the microphone"],
    ["OverconstrainedError", "Choose another one"],
    ["AbortError", "type instead"],
  ])("that does not open says what to do: %s", async (name, says) => {
    fakeMicrophone(new DOMException("no", name));
    await expect(open()).rejects.toThrow(says);
  });

  it("is not there on a page that is not secure", async () => {
    vi.stubGlobal("navigator", {});
    await expect(open()).rejects.toThrow("secure pages only");
  });

  it("is the chosen one, muted and closed on request, and told when it is pulled out", async () => {
    const { getUserMedia, track } = fakeMicrophone();
    const ended = vi.fn();
    const microphone = await open("m2", ended);
    expect(getUserMedia).toHaveBeenCalledWith({
      audio: expect.objectContaining({ deviceId: { exact: "m2" }, echoCancellation: true }) as unknown,
    });
    microphone.mute(true);
    expect(track.enabled).toBe(false);
    track.dispatchEvent(new Event("ended"));
    expect(ended).toHaveBeenCalled();
    microphone.close();
    expect(track.stop).toHaveBeenCalled();
  });
});
