import { useQuery } from '@tanstack/react-query';
import type { RehearsalLine } from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import type { Host } from './host.ts';
import { RehearsalLink } from './rehearsal-link.tsx';
import { RehearseForm } from './rehearse-form.tsx';
import { STATE_TONES } from './state-tones.ts';

/** Chooses an audience for a drop, and leads to what earlier rehearsals showed. */
export function RehearsePage(page: { host: Host; dropId: string; title: string | null }) {
  const { host, dropId, title } = page;
  const before = useQuery({
    queryKey: ['rehearsals', host.slug, dropId],
    queryFn: () => host.list(dropId),
  });
  if (title === null) {
    return <PageHeader title={say.problem.missingTitle} lead={say.problem.missing} />;
  }
  return (
    <>
      <PageHeader title={say.rehearsals.title(title)} lead={say.rehearsals.lead} />
      {host.mayStart && (
        <Panel>
          <RehearseForm host={host} dropId={dropId} />
        </Panel>
      )}
      <Section title={say.rehearsals.before}>
        <Loaded query={before} skeleton={<RowsSkeleton rows={2} />}>
          {(lines) => <Before lines={lines} host={host} />}
        </Loaded>
      </Section>
    </>
  );
}

function Before({ lines, host }: { lines: RehearsalLine[]; host: Host }) {
  if (lines.length === 0) return <p className="text-ink-soft">{say.rehearsals.noneBefore}</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {lines.map((line) => (
        <li key={line.id} data-row="" className="px-4 py-3">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <RehearsalLink host={host} id={line.id}>
              <Time at={line.startsAt} />
            </RehearsalLink>
            <Badge tone={STATE_TONES[line.state]}>{say.rehearsals.states[line.state]}</Badge>
          </span>
          <span className="block text-sm text-ink-soft">
            {say.rehearsals.audience(
              say.rehearsals.viewers(line.size),
              say.rehearsals.moods[line.mood],
            )}{' '}
            · {say.rehearsals.soldOf(line.sold, line.units)}
          </span>
        </li>
      ))}
    </ul>
  );
}
