import { useMutation } from "@tanstack/react-query";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Input } from "@/ui/Field";
import styles from "./Form.module.css";
import { PasswordInput } from "@/ui/PasswordInput";
import { fieldText } from "./fieldText";
import { signIn } from "./signIn";

export function SignInForm({ notice }: { notice?: string | undefined }) {
  const send = useMutation({ mutationFn: signIn });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        send.mutate({ email: fieldText(form, "email"), password: fieldText(form, "password") });
      }}
    >
      <h1>Sign in</h1>
      {notice && !send.isError && <p className={styles.notice}>{notice}</p>}
      {send.isError && <ErrorNotice error={send.error} />}
      <Field label="Email">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" busy={send.isPending}>
        Sign in
      </Button>
    </form>
  );
}
