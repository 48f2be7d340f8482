import type { RehearsalView } from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { CopyButton } from '../ui/copy.tsx';
import { Section } from '../ui/page-header.tsx';

/** By which one reaches the rehearsal as a viewer does, for whoever wants to join in. */
export function RehearsalLinks({ rehearsal: { links, state } }: { rehearsal: RehearsalView }) {
  const isOn = state === 'scheduled' || state === 'running';
  if (!isOn || links.length === 0) return null;
  return (
    <Section title={say.rehearsals.links} lead={say.rehearsals.linksLead}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {links.map(({ creatorName, url }) => (
          <li
            key={url}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3"
          >
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{creatorName}</span>{' '}
              <a href={url} target="_blank" rel="noreferrer" className="underline">
                {url}
              </a>
            </span>
            <CopyButton text={url} label={say.rehearsals.copyLink(creatorName)} short />
          </li>
        ))}
      </ul>
    </Section>
  );
}
