import type { ReactNode } from 'react';
import { ThemeChoice } from '../shell/theme-choice.tsx';
import { useMe } from '../shell/use-me.ts';
import { useCreator } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { CalendarSection } from './calendar-section.tsx';
import { signOut } from './sign-out.ts';

/** Who the creator is here, how the portal looks, and the way out. */
export function CreatorSettingsPage() {
  const creator = useCreator();
  const me = useMe();
  return (
    <>
      <PageHeader title={say.pages.settings} />
      <Section title={say.settings.profile}>
        <Panel>
          <dl className="grid gap-4 sm:grid-cols-2">
            <Fact label={say.welcome.displayName}>{creator.displayName}</Fact>
            <Fact label={say.settings.handle}>@{creator.handle}</Fact>
            <Fact label={say.settings.email}>
              {me.data?.user.email}{' '}
              {me.data?.user.emailVerified === false && (
                <Badge tone="warn">{say.settings.emailOpen}</Badge>
              )}
            </Fact>
            <Fact label={say.welcome.zone}>{creator.timeZone.replaceAll('_', ' ')}</Fact>
          </dl>
        </Panel>
      </Section>
      <Section title={say.settings.appearance}>
        <Panel>
          <ThemeChoice />
        </Panel>
      </Section>
      <CalendarSection />
      <Section title={say.settings.session} lead={say.settings.sessionNote}>
        <Button onClick={() => void signOut()}>{say.shell.signOut}</Button>
      </Section>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="mt-0.5 font-medium break-words">{children}</dd>
    </div>
  );
}
