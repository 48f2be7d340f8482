import type { OverlayWatch } from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Section } from '../ui/page-header.tsx';

/** Whether each creator's overlay was there all along. */
export function RehearsalOverlays({ overlays }: { overlays: OverlayWatch[] }) {
  const words = say.rehearsals;
  return (
    <Section title={words.overlays}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {overlays.map(({ creatorName, connectedSeconds, watchedSeconds, gaps }) => (
          <li key={creatorName} className="px-4 py-3">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{words.overlay(creatorName)}</span>
              <Badge tone={gaps.length === 0 ? 'good' : 'bad'}>
                {words.connected(connectedSeconds, watchedSeconds)}
              </Badge>
            </span>
            {gaps.map(({ fromSeconds, untilSeconds }) => (
              <span key={fromSeconds} className="block text-sm text-ink-soft">
                {words.gap(fromSeconds, untilSeconds)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
