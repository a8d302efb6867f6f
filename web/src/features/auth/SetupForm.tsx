import { useMutation } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Input } from "@/ui/Field";
import styles from "./Form.module.css";
import { PasswordInput } from "@/ui/PasswordInput";
import { fieldText } from "./fieldText";
import { setUp } from "./signIn";

const FIELDS = ["code", "name", "email", "password"];

/** The first start: whoever has the code that the server printed becomes its administrator. */
export function SetupForm({ code }: { code: string }) {
  const send = useMutation({ mutationFn: setUp });
  const problem = send.error instanceof ApiError ? send.error : null;
  const shownAtField = FIELDS.some((name) => problem?.field(name));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        send.mutate({
          code: fieldText(form, "code"),
          name: fieldText(form, "name"),
          email: fieldText(form, "email"),
          password: fieldText(form, "password"),
        });
      }}
    >
      <h1>Set up your assistant</h1>
      <p className={styles.lead}>You are the first one here. This account will administer the server.</p>
      {send.isError && !shownAtField && <ErrorNotice error={send.error} />}
      <Field
        label="Setup code"
        hint={code ? "Taken from your link." : "The server printed it when it started."}
        error={problem?.field("code")}
      >
        {(control) => (
          <Input
            {...control}
            name="code"
            defaultValue={code}
            required
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Your name" error={problem?.field("name")}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <Field label="Email" error={problem?.field("email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" hint="At least 10 characters." error={problem?.field("password")}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" required minLength={10} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={send.isPending}>
        Create account
      </Button>
    </form>
  );
}
