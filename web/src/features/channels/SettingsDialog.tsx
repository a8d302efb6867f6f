import { useState } from "react";
import type { Channel } from "@/api/channels";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { Button } from "@/ui/Button";
import { Field, Input, Select } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { PasswordInput } from "@/ui/PasswordInput";
import { useToast } from "@/ui/Toast";
import styles from "./Channels.module.css";
import type { ChannelSetting } from "./queries";
import { useConfigure, useForget } from "./queries";
import { settingLabel } from "./words";

/** What is not touched stays as it is; a secret can be replaced, never read. */
export function SettingsDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { name, title, about, settings } = channel;
  const [values, setValues] = useState<Record<string, string>>({});
  const [forgetting, setForgetting] = useState(false);
  const toast = useToast();
  const save = useConfigure(name);
  const submit = () => {
    save.mutate(values, {
      onSuccess: (saved) => {
        onClose();
        const words = saved.state === "open" ? "is connected." : "was saved; it is not connected yet.";
        toast({ text: `${title} ${words}` });
      },
    });
  };
  if (forgetting) return <Forget channel={channel} onClose={onClose} />;
  const forget = settings.some(({ entered }) => entered) && (
    <Button
      variant="danger"
      onClick={() => {
        setForgetting(true);
      }}
    >
      Forget
    </Button>
  );
  return (
    <FormDialog
      title={`Set up ${title}`}
      action="Save"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={submit}
      aside={forget}
    >
      <p className={styles.about}>{about}</p>
      {channel.hook && (
        <Field label="Address for the other service" hint={hookHint(channel.hook)}>
          {(control) => <Input {...control} readOnly value={channel.hook} />}
        </Field>
      )}
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={values[setting.name]}
          onChange={(value) => {
            setValues({ ...values, [setting.name]: value });
          }}
        />
      ))}
      <p className={styles.about}>
        What you enter is kept encrypted on the server, and counts before what its environment says.
      </p>
    </FormDialog>
  );
}

function hookHint(hook: string): string {
  return hook.startsWith("/")
    ? "Set AGENTIC_PUBLIC_URL to the address at which others reach this server; it stands in front of this."
    : "Copy it into the settings of the other service.";
}

interface SettingFieldProps {
  setting: ChannelSetting;
  /** What was typed; undefined as long as it is as it was. */
  value: string | undefined;
  onChange: (value: string) => void;
}

function SettingField({ setting, value, onChange }: SettingFieldProps) {
  const { name, about, secret, required, given, choices } = setting;
  const label = settingLabel(name) + (required ? "" : " (optional)");
  const hint = about.charAt(0).toUpperCase() + about.slice(1) + (about.endsWith(".") ? "" : ".");
  return (
    <Field label={label} hint={hint}>
      {(control) =>
        secret ? (
          <PasswordInput
            {...control}
            what={settingLabel(name).toLowerCase()}
            autoComplete="off"
            spellCheck={false}
            placeholder={given ? "saved; type to replace it" : undefined}
            value={value ?? ""}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        ) : choices.length > 0 ? (
          <Select
            {...control}
            value={value ?? setting.value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          >
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        ) : (
          <Input
            {...control}
            spellCheck={false}
            value={value ?? setting.value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          />
        )
      }
    </Field>
  );
}

function Forget({ channel: { name, title }, onClose }: { channel: Channel; onClose: () => void }) {
  const toast = useToast();
  const forget = useForget(name);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Forget what was entered for ${title}?`}
      description="Its passwords and tokens are deleted here. What the server's environment says counts again."
      action="Forget"
      busy={forget.isPending}
      error={forget.error}
      onConfirm={() => {
        forget.mutate(undefined, {
          onSuccess: () => {
            onClose();
            toast({ text: `The settings of ${title} were deleted.` });
          },
        });
      }}
    />
  );
}
