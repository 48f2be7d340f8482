import { useQuery } from '@tanstack/react-query';
import type { RehearsalView } from '../../server/protocol/rehearsals.ts';
import { problemOf } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import type { Host } from './host.ts';
import { RehearsalActions } from './rehearsal-actions.tsx';
import { RehearsalFigures } from './rehearsal-figures.tsx';
import { RehearsalLinks } from './rehearsal-links.tsx';
import { RehearsalMinutes } from './rehearsal-minutes.tsx';
import { RehearsalOverlays } from './rehearsal-overlays.tsx';
import { STATE_TONES } from './state-tones.ts';

const WHILE_RUNNING_MS = 1_000;
const AFTERWARDS_MS = 5_000;

/** One rehearsal: what happens while it runs, and in the end what it showed. */
export function RehearsalPage({ host, rehearsalId }: { host: Host; rehearsalId: string }) {
  const rehearsal = useQuery({
    queryKey: ['rehearsal', host.slug, rehearsalId],
    queryFn: () => host.get(rehearsalId),
    refetchInterval: ({ state }) => pauseOf(state.data),
  });
  const isMissing =
    rehearsal.isError && ['not_found', 'bad_input'].includes(problemOf(rehearsal.error).code);
  if (isMissing) return <PageHeader title={say.problem.missingTitle} lead={say.problem.missing} />;
  return (
    <Loaded
      query={rehearsal}
      skeleton={
        <div className="space-y-6">
          <BlockSkeleton className="h-10 w-72" />
          <TilesSkeleton tiles={6} />
        </div>
      }
    >
      {(data) => <Rehearsal rehearsal={data} host={host} />}
    </Loaded>
  );
}

function pauseOf(rehearsal: RehearsalView | undefined): number | false {
  if (rehearsal?.state === 'removed') return false;
  return rehearsal?.state === 'over' ? AFTERWARDS_MS : WHILE_RUNNING_MS;
}

function Rehearsal({ rehearsal, host }: { rehearsal: RehearsalView; host: Host }) {
  const { title, state, size, mood, minutes, summary, advice } = rehearsal;
  const words = say.rehearsals;
  return (
    <>
      <PageHeader
        title={words.pageTitle(title)}
        badge={<Badge tone={STATE_TONES[state]}>{words.states[state]}</Badge>}
        lead={words.facts(words.viewers(size), words.moods[mood], words.minutes(minutes))}
        action={<RehearsalActions rehearsal={rehearsal} host={host} />}
      />
      <div className="mb-6">
        <Notice>
          {words.counts}{' '}
          {state === 'removed' ? (
            words.removed
          ) : (
            <>
              {words.removedBy} <Time at={rehearsal.removeAt} form="time" />.
            </>
          )}
        </Notice>
      </div>
      <RehearsalFigures rehearsal={rehearsal} />
      {advice.length > 0 && (
        <Section title={words.advice}>
          <Panel>
            <ul className="list-disc space-y-2 pl-5">
              {advice.map((one) => (
                <li key={words.say(one)}>{words.say(one)}</li>
              ))}
            </ul>
          </Panel>
        </Section>
      )}
      <RehearsalLinks rehearsal={rehearsal} />
      {summary.overlays.length > 0 && <RehearsalOverlays overlays={summary.overlays} />}
      {summary.minutes.length > 0 && <RehearsalMinutes minutes={summary.minutes} />}
    </>
  );
}
