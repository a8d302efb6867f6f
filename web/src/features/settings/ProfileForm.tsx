import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "@/api/client";
import { ApiError } from "@/api/errors";
import { session } from "@/api/session";
import type { Person } from "@/api/types";
import { usePerson } from "@/api/useSession";
import { useClock } from "@/api/useClock";
import { Button } from "@/ui/Button";
import { ErrorNotice } from "@/ui/ErrorNotice";
import { Field, Input, Select } from "@/ui/Field";
import { formatTime } from "@/ui/time";
import { useToast } from "@/ui/Toast";
import { languageChoices, zoneChoices } from "./choices";
import styles from "./Settings.module.css";

type Profile = Pick<Person, "name" | "zone" | "language">;

export function ProfileForm() {
  const person = usePerson();
  const clock = useClock();
  const toast = useToast();
  const [{ name, zone, language }, setProfile] = useState<Profile>(person);
  const change = (part: Partial<Profile>) => {
    setProfile((now) => ({ ...now, ...part }));
  };
  const save = useMutation({
    mutationFn: (body: Profile) => request<Person>("/api/me", { method: "PATCH", body }),
    onSuccess: (saved) => {
      session.setPerson(saved);
      toast({ text: "Your profile was saved." });
    },
  });
  const problem = save.error instanceof ApiError ? save.error : null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), zone, language });
      }}
    >
      {save.isError && <ErrorNotice error={save.error} />}
      <Field label="Name" error={problem?.field("name")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            autoComplete="name"
            value={name}
            onChange={(event) => {
              change({ name: event.target.value });
            }}
          />
        )}
      </Field>
      <div className={styles.two}>
        <Field
          label="Time zone"
          hint={`It is ${formatTime(clock.now.toISOString(), { ...clock, zone })} there.`}
          error={problem?.field("zone")}
        >
          {(control) => (
            <Select
              {...control}
              value={zone}
              onChange={(event) => {
                change({ zone: event.target.value });
              }}
            >
              {zoneChoices(person.zone).map(({ area, zones }) => (
                <optgroup key={area} label={area}>
                  {zones.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Language"
          hint="The one you write to the assistant in."
          error={problem?.field("language")}
        >
          {(control) => (
            <Select
              {...control}
              value={language}
              onChange={(event) => {
                change({ language: event.target.value });
              }}
            >
              {languageChoices(person.language).map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Button type="submit" variant="primary" busy={save.isPending}>
        Save
      </Button>
    </form>
  );
}
