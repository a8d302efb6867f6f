import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { request } from "@/api/client";
import { ApiError } from "@/api/errors";
import { usePerson } from "@/api/useSession";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field } from "@/ui/Field";
import { PasswordInput } from "@/ui/PasswordInput";
import { useToast } from "@/ui/Toast";
import styles from "./Settings.module.css";

interface Passwords {
  current: string;
  new: string;
}

export function PasswordForm() {
  const { email } = usePerson();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [different, setDifferent] = useState(false);
  const save = useMutation({
    mutationFn: (body: Passwords) => request<undefined>("/api/auth/password", { method: "POST", body }),
    onSuccess: () => {
      form.current?.reset();
      toast({ text: "Your password was changed. Other devices are signed out." });
    },
  });
  const problem = save.error instanceof ApiError ? save.error : null;
  const shownAtField = ["current", "new"].some((name) => problem?.field(name));
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [current, next, again] = ["current", "new", "again"].map((name) => text(data, name));
    setDifferent(next !== again);
    if (next === again) save.mutate({ current: current ?? "", new: next ?? "" });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      {save.isError && !shownAtField && <ErrorNotice error={save.error} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={problem?.field("current")}>
        {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" required />}
      </Field>
      <div className={styles.two}>
        <Field label="New password" hint="At least 10 characters." error={problem?.field("new")}>
          {(control) => (
            <PasswordInput {...control} name="new" autoComplete="new-password" required minLength={10} />
          )}
        </Field>
        <Field
          label="New password again"
          error={different ? "The two new passwords are not the same." : null}
        >
          {(control) => <PasswordInput {...control} name="again" autoComplete="new-password" required />}
        </Field>
      </div>
      <Button type="submit" busy={save.isPending}>
        Change password
      </Button>
    </form>
  );
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
