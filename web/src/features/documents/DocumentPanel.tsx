export interface DocumentPanelProps {
  documentId: string;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  onClose?: () => void;
}

export function DocumentPanel({ documentId }: DocumentPanelProps) {
  return <p>{documentId}</p>;
}
