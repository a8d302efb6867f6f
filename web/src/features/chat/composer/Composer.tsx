import { ArrowUp, Paperclip, Square } from "lucide-react";
import { useRef } from "react";
import type { ClipboardEvent, KeyboardEvent, RefObject } from "react";
import { useConfig } from "@/api/useConfig";
import { IconButton } from "@/ui/IconButton";
import styles from "./Composer.module.css";
import { CharacterCount } from "./CharacterCount";
import { UploadChip } from "./UploadChip";
import { acceptedText } from "./useUploads";
import type { Uploads } from "./useUploads";

interface ComposerProps {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  uploads: Uploads;
  running: boolean;
  stopping: boolean;
  onSend: () => void;
  onStop: () => void;
}

export function Composer({ input, text, onText, uploads, running, stopping, onSend, onStop }: ComposerProps) {
  const config = useConfig();
  const picker = useRef<HTMLInputElement>(null);
  const uploading = uploads.list.some((upload) => upload.state === "uploading");
  const stored = uploads.list.some((upload) => upload.state === "stored");
  const tooLong = config !== undefined && text.length > config.max_message_chars;
  const sendable = !running && !uploading && !tooLong && (text.trim() !== "" || stored);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || isTouch()) return;
    event.preventDefault();
    if (sendable) onSend();
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
        if (sendable) onSend();
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
            onText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
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
        <CharacterCount length={text.length} limit={config?.max_message_chars} />
        {running ? (
          <IconButton
            label="Stop"
            shortcut="Esc"
            icon={<Square fill="currentColor" />}
            className={styles.stop}
            disabled={stopping}
            onClick={onStop}
          />
        ) : (
          <IconButton
            type="submit"
            label={uploading ? "Send (waiting for the upload)" : "Send"}
            icon={<ArrowUp />}
            className={styles.send}
            disabled={!sendable}
          />
        )}
      </div>
    </form>
  );
}

/** On a phone's keyboard Enter is the only way to a new line. */
function isTouch(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}
