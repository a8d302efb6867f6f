import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./IconButton";
import { useToast } from "./Toast";

export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      setTimeout(setCopied, 1500, false);
    } catch {
      toast({ text: "The browser did not allow copying.", tone: "danger" });
    }
  };
  return (
    <IconButton
      label={copied ? "Copied" : label}
      icon={copied ? <Check /> : <Copy />}
      size="sm"
      onClick={() => void copy()}
    />
  );
}
