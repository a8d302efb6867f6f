import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { request } from "@/api/client";
import { ApiError } from "@/api/errors";
import type { Person, Role } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Input, Select } from "@/ui/Field";
import { PasswordInput } from "@/ui/PasswordInput";
import { useToast } from "@/ui/Toast";
import styles from "./People.module.css";

interface NewPerson {
  name: string;
  email: string;
  password: string;
  role: Role;
}

const FIELDS = ["name", "email", "password"] as const;

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [values, setValues] = useState<NewPerson>({ name: "", email: "", password: "", role: "user" });
  const set = (part: Partial<NewPerson>) => {
    setValues((now) => ({ ...now, ...part }));
  };
  const save = useMutation({
    mutationFn: (body: NewPerson) => request<Person>("/api/users", { method: "POST", body }),
    onSuccess: async (person) => {
      await client.invalidateQueries({ queryKey: ["users"] });
      toast({ text: `${person.name} can sign in now.` });
      onClose();
    },
  });
  const problem = save.error instanceof ApiError ? save.error : null;
  const shownAtField = FIELDS.some((name) => problem?.field(name));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a person"
      description="Tell them the password yourself; they can change it after the first sign-in."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} busy={save.isPending}>
            Add person
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(values);
        }}
      >
        {save.isError && !shownAtField && <ErrorNotice error={save.error} />}
        <Field label="Name" error={problem?.field("name")}>
          {(control) => (
            <Input
              {...control}
              required
              data-autofocus
              maxLength={100}
              value={values.name}
              onChange={(event) => {
                set({ name: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="Email" error={problem?.field("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              value={values.email}
              onChange={(event) => {
                set({ email: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="First password" hint="At least 10 characters." error={problem?.field("password")}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="new-password"
              required
              minLength={10}
              value={values.password}
              onChange={(event) => {
                set({ password: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label="Role" hint="Administrators add people and see what is broken.">
          {(control) => (
            <Select
              {...control}
              value={values.role}
              onChange={(event) => {
                set({ role: event.target.value as Role });
              }}
            >
              <option value="user">Person</option>
              <option value="admin">Administrator</option>
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  );
}
