import { useMutation } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/page-header.tsx';

/** The secret address of the creator's calendar: shown when it is made, and not again. */
export function CalendarSection() {
  const renew = useMutation(hub.calendar.renewMine.mutationOptions());
  return (
    <Section title={say.calendar.title} lead={say.calendar.lead}>
      <div className="space-y-3">
        <ProblemNotice error={renew.error} />
        {renew.data && (
          <p className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 text-sm break-all">{renew.data.url}</code>
            <CopyButton text={renew.data.url} label={say.calendar.copy} short />
          </p>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={renew.isPending} onClick={() => renew.mutate()}>
            {say.calendar.make}
          </Button>
          <span className="text-sm text-ink-soft">{say.calendar.note}</span>
        </div>
      </div>
    </Section>
  );
}
