import { ArrowUp, Paperclip, Square } from "lucide-react";
import { useRef, useState } from "react";
import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import { useConfig } from "@/api/useConfig";
import { IconButton } from "@/ui/IconButton";
import { VoiceButton } from "../voice/VoiceButton";
import { useVoice } from "../voice/VoiceContext";
import { VoiceMenu } from "../voice/VoiceMenu";
import { VoicePanel } from "../voice/VoicePanel";
import styles from "./Composer.module.css";
import { AgentPicker } from "./AgentPicker";
import { CharacterCount } from "./CharacterCount";
import { SendChoice } from "./SendChoice";
import type { SendAs } from "./SendChoice";
import { UploadChip } from "./UploadChip";
import { acceptedText } from "./useUploads";
import type { Uploads } from "./useUploads";

interface ComposerProps {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  uploads: Uploads;
  agentId: string | undefined;
  onAgent: (agentId: string | undefined) => void;
  /** An answer is under way. */
  running: boolean;
  /** There is a plan that further wishes can be added to. */
  steerable: boolean;
  stopping: boolean;
  onSend: (as: SendAs) => void;
  onStop: () => void;
}

export function Composer(props: ComposerProps) {
  const { input, text, onText, uploads, agentId, onAgent, running, steerable, stopping, onSend, onStop } =
    props;
  const config = useConfig();
  const voice = useVoice();
  const [sendAs, setSendAs] = useState<SendAs>("next");
  const picker = useRef<HTMLInputElement>(null);
  const uploading = uploads.list.some((upload) => upload.state === "uploading");
  const stored = uploads.list.some((upload) => upload.state === "stored");
  const tooLong = config !== undefined && text.length > config.max_message_chars;
  const written = text.trim() !== "" || stored;
  const sendable = written && !uploading && !tooLong;
  const files = uploads.list.length > 0;
  const send = () => {
    if (!sendable) return;
    onSend(steerable && !files ? sendAs : "next");
    setSendAs("next"); // adding to what is under way is said each time
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    uploads.add(event.clipboardData.files);
  };

  return (
    <form
      aria-label="Message"
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {uploads.list.length > 0 && (
        <ul role="list" aria-label="Files for the next message" className={styles.files}>
          {uploads.list.map((upload) => (
            <UploadChip
              key={upload.key}
              upload={upload}
              onRemove={() => {
                uploads.remove(upload.key);
              }}
            />
          ))}
        </ul>
      )}
      <VoicePanel />
      <div className={styles.grow} data-text={text}>
        <textarea
          ref={input}
          rows={1}
          value={text}
          aria-label="Message to the assistant"
          aria-invalid={tooLong || undefined}
          placeholder="Ask, or say what to do"
          className={styles.input}
          onChange={(event) => {
            voice.quiet(); // typing is one's turn too
            onText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      {steerable && written && <SendChoice value={sendAs} hasFiles={files} onChange={setSendAs} />}
      <div className={styles.bar}>
        <IconButton
          label={config ? `Attach files: ${acceptedText(config)}` : "Attach files"}
          icon={<Paperclip />}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={config?.accepted_types.join(",")}
          aria-label="Files to attach"
          onChange={(event) => {
            uploads.add(event.target.files ?? []);
            event.target.value = "";
          }}
        />
        <AgentPicker agentId={agentId} onChange={onAgent} />
        <CharacterCount length={text.length} limit={config?.max_message_chars} />
        <VoiceButton />
        <VoiceMenu />
        {running && (
          <IconButton
            label="Stop"
            shortcut="Esc"
            icon={<Square fill="currentColor" />}
            className={styles.stop}
            disabled={stopping}
            onClick={onStop}
          />
        )}
        {(!running || written) && (
          <IconButton
            type="submit"
            label={uploading ? "Send (waiting for the upload)" : sendLabel(running, sendAs)}
            icon={<ArrowUp />}
            className={styles.send}
            disabled={!sendable}
          />
        )}
      </div>
    </form>
  );
}

function sendLabel(running: boolean, as: SendAs): string {
  if (as === "steer") return "Add to this";
  return running ? "Send next" : "Send";
}

/** On a phone's keyboard Enter is the only way to a new line. */
function isTouch(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}
