/** The microphone as sound for the server, with how loud it is. */

export interface Heard {
  /** 16-bit numbers at 16 kHz, a tenth of a second. */
  sound: ArrayBuffer;
  /** 0 to 1. */
  level: number;
}

export interface Microphone {
  mute: (muted: boolean) => void;
  close: () => void;
}

/** Why there is no sound, with what to do, for the person. */
export class MicrophoneError extends Error {}

const REASONS: Record<string, string> = {
  NotAllowedError:
    "The browser does not let this page use the microphone. Allow it in the address bar, then try again.",
  NotFoundError: "No microphone was found. Connect one, then try again.",
  OverconstrainedError: "The chosen microphone is not connected. Choose another one in the voice settings.",
  NotReadableError: "Another program uses the microphone. Close that, then try again.",
};
const INSECURE =
  "Browsers give the microphone to secure pages only. Open this page at https:// or at localhost.";

/** Raises MicrophoneError. `onEnded`: it was pulled out, or its permission was taken back. */
export async function openMicrophone(
  deviceId: string | null,
  onHeard: (heard: Heard) => void,
  onEnded: () => void,
): Promise<Microphone> {
  const stream = await granted(deviceId);
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule("/microphone.js");
    await context.resume();
  } catch {
    stop(stream);
    await context.close();
    throw new MicrophoneError("This browser cannot record. Update it, or type instead.");
  }
  const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0, channelCount: 1 });
  node.port.onmessage = ({ data }: MessageEvent<Heard>) => {
    onHeard(data);
  };
  context.createMediaStreamSource(stream).connect(node);
  stream.getAudioTracks()[0]?.addEventListener("ended", onEnded);
  return {
    mute: (muted) => {
      stream.getAudioTracks().forEach((track) => {
        track.enabled = !muted;
      });
    },
    close: () => {
      node.port.onmessage = null;
      stop(stream);
      void context.close();
    },
  };
}

/** The microphones there are; their names are known once one was allowed. */
export async function microphones(): Promise<MediaDeviceInfo[]> {
  const devices = await mediaDevices()?.enumerateDevices();
  return (devices ?? []).filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "");
}

async function granted(deviceId: string | null): Promise<MediaStream> {
  const devices = mediaDevices();
  if (!devices) throw new MicrophoneError(INSECURE);
  const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  try {
    return await devices.getUserMedia({
      audio: deviceId ? { ...wanted, deviceId: { exact: deviceId } } : wanted,
    });
  } catch (error) {
    const name = error instanceof DOMException || error instanceof Error ? error.name : "";
    throw new MicrophoneError(REASONS[name] ?? "The microphone does not work. Try again, or type instead.");
  }
}

/** Missing on pages that are neither https nor localhost. */
function mediaDevices(): MediaDevices | undefined {
  return (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
}

function stop(stream: MediaStream): void {
  stream.getTracks().forEach((track) => {
    track.stop();
  });
}
