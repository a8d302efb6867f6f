import { useState, useSyncExternalStore } from "react";
import { useConfig } from "@/api/useConfig";
import { refusalOf } from "./refusal";
import { UploadQueue, type UploadItem } from "./uploadQueue";

export function useUploads(onArrived: () => void) {
  const config = useConfig();
  const [queue] = useState(() => new UploadQueue());
  const items = useSyncExternalStore(queue.subscribe, queue.get);
  const options = { onArrived, refusalOf: (file: File) => refusalOf(file, config) };
  return {
    items,
    add: (files: Iterable<File>) => {
      queue.add(files, options);
    },
    remove: (id: number) => {
      queue.remove(id);
    },
    retry: (item: UploadItem) => {
      queue.retry(item, options);
    },
  };
}
