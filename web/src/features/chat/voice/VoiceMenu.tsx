import { AudioLines, ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/ui/Button";
import { Field, Select } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Popover } from "@/ui/Popover";
import { Switch } from "@/ui/Switch";
import { microphones } from "./microphone";
import styles from "./Voice.module.css";
import { useVoice, useVoiceState } from "./VoiceContext";

/** Hands-free talking, and how this browser listens and speaks. */
export function VoiceMenu() {
  const [open, setOpen] = useState(false);
  const voice = useVoice();
  const { preferences, phase } = useVoiceState();
  return (
    <Popover
      label="Voice"
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <IconButton
          label="Hands-free and voice settings"
          icon={<ChevronDown />}
          size="sm"
          className={styles.more}
        />
      }
    >
      <div className={styles.menu}>
        <Button
          icon={<AudioLines aria-hidden />}
          disabled={phase !== "off"}
          onClick={() => {
            setOpen(false);
            void voice.listen(true);
          }}
        >
          Talk hands-free
        </Button>
        <p className={styles.note}>
          The microphone stays on: what you say is sent when you pause, and speaking interrupts the answer.
        </p>
        <Switch
          label="Read answers to spoken messages aloud"
          checked={preferences.speakAnswers}
          onChange={(speakAnswers) => {
            voice.prefer({ speakAnswers });
          }}
        />
        <Switch
          label="Send at once what I say"
          checked={preferences.sendAtOnce}
          onChange={(sendAtOnce) => {
            voice.prefer({ sendAtOnce });
          }}
        />
        <MicrophonePicker />
      </div>
    </Popover>
  );
}

function MicrophonePicker() {
  const voice = useVoice();
  const { preferences } = useVoiceState();
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    let shown = true;
    void microphones().then((found) => {
      if (shown) setDevices(found);
    });
    return () => {
      shown = false;
    };
  }, []);
  return (
    <Field label="Microphone">
      {(control) => (
        <Select
          {...control}
          value={preferences.microphone ?? ""}
          onChange={(event) => {
            voice.prefer({ microphone: event.target.value || null });
          }}
        >
          <option value="">The browser’s choice</option>
          {devices.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId}>
              {label || `Microphone ${String(index + 1)}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
