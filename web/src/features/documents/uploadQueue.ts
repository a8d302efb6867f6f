/**
 * Files on their way to the server, a few at a time. One that has arrived leaves: it is a document then. One whose
 * content was there already stays, to say under which name.
 */
import type { DocumentView } from "@/api/types";
import { uploadFile } from "@/api/upload";
import { errorText } from "@/ui/ErrorNotice";

export interface UploadItem {
  id: number;
  file: File;
  fraction: number;
  error: string | null;
  refused: boolean; // it would be again
  there: DocumentView | null; // the document that had the same content before
}

interface Options {
  refusalOf: (file: File) => string | null;
  onArrived: () => void;
}

const AT_ONCE = 2;

export class UploadQueue {
  private items: readonly UploadItem[] = [];
  private readonly waiting: UploadItem[] = [];
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Set<() => void>();
  private next = 1;

  readonly get = (): readonly UploadItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: Iterable<File>, options: Options): void {
    const added = Array.from(files, (file) => {
      const error = options.refusalOf(file);
      return { id: this.next++, file, fraction: 0, error, refused: error !== null, there: null };
    });
    this.set([...added, ...this.items]);
    this.waiting.push(...added.filter((item) => item.error === null));
    this.start(options.onArrived);
  }

  remove(id: number): void {
    this.running.get(id)?.abort();
    const place = this.waiting.findIndex((item) => item.id === id);
    if (place >= 0) this.waiting.splice(place, 1);
    this.set(this.items.filter((item) => item.id !== id));
  }

  retry(item: UploadItem, options: Options): void {
    this.remove(item.id);
    this.add([item.file], options);
  }

  private start(onArrived: () => void): void {
    while (this.running.size < AT_ONCE) {
      const item = this.waiting.shift();
      if (!item) return;
      void this.send(item, onArrived).finally(() => {
        this.running.delete(item.id);
        this.start(onArrived);
      });
    }
  }

  private async send({ id, file }: UploadItem, onArrived: () => void): Promise<void> {
    const stop = new AbortController();
    this.running.set(id, stop);
    const onProgress = (fraction: number) => {
      this.change(id, { fraction });
    };
    try {
      const { document, created } = await uploadFile(file, { onProgress, signal: stop.signal });
      if (document && !created) this.change(id, { there: document });
      else this.remove(id);
      onArrived();
    } catch (error) {
      if (!stop.signal.aborted) this.change(id, { error: errorText(error) });
    }
  }

  private change(id: number, part: Partial<UploadItem>): void {
    this.set(this.items.map((item) => (item.id === id ? { ...item, ...part } : item)));
  }

  private set(items: readonly UploadItem[]): void {
    this.items = items;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
