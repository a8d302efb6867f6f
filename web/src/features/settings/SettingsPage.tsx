import { Link } from "react-router";
import { Page } from "@/ui/Page";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { setTheme, useTheme, type Theme } from "@/ui/theme";
import { Capabilities } from "./Capabilities";
import { Grants } from "./Grants";
import { PasswordForm } from "./PasswordForm";
import { PlanReviewChoice } from "./PlanReviewChoice";
import { ProfileForm } from "./ProfileForm";
import styles from "./Settings.module.css";

const THEMES: { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function SettingsPage() {
  const theme = useTheme();
  return (
    <Page>
      <PageHeader title="Settings" />
      <div className={styles.sections}>
        <Section title="Profile" description="Your zone decides what “tomorrow at 9” means.">
          <ProfileForm />
        </Section>
        <Section
          title="Connected accounts"
          description="Telegram, e-mail and other places where the assistant knows you."
        >
          <p>
            <Link to="/settings/accounts">See your accounts, and connect others</Link>
          </p>
        </Section>
        <Section title="Your data" description="What is kept of you, and for how long.">
          <p>
            <Link to="/settings/privacy">See, export or erase it</Link>
          </p>
        </Section>
        <Section title="Appearance" description="Kept in this browser.">
          <SegmentedControl label="Theme" value={theme} onChange={setTheme} options={THEMES} />
        </Section>
        <Section title="Password" description="A new password signs you out everywhere else.">
          <PasswordForm />
        </Section>
        <Section
          title="What it may do without asking"
          description={
            <>
              Whatever you decide here, all of it is listed in the <Link to="/activity">activity</Link>.
            </>
          }
        >
          <PlanReviewChoice />
          <Grants />
        </Section>
        <Section title="Capabilities" description="What the assistant can do, by package.">
          <Capabilities />
        </Section>
      </div>
    </Page>
  );
}
