import type { NotificationView } from "@/api/types";
import { Button } from "@/ui/Button";
import { errorText } from "@/ui/ErrorNotice";
import { useToast } from "@/ui/Toast";
import styles from "./NotificationList.module.css";
import { usePress } from "./queries";

/** What can be done about it right here, such as putting a reminder off. */
export function Actions({ item: { id, title, actions = [] } }: { item: NotificationView }) {
  const toast = useToast();
  const press = usePress(id);
  if (actions.length === 0) return null;
  return (
    <div role="group" aria-label={`What to do about ${title}`} className={styles.actions}>
      {actions.map(({ label }, place) => (
        <Button
          key={label}
          size="sm"
          busy={press.isPending && press.variables === place}
          onClick={() => {
            press.mutate(place, {
              onSuccess: ({ text }) => {
                toast({ text });
              },
              onError: (error) => {
                toast({ text: errorText(error), tone: "danger" });
              },
            });
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
