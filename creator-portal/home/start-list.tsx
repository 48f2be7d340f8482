import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { OverlayView } from '../../server/protocol/live.ts';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';

/** Five steps to the first earning, ticked by what really happened; gone when all are. */
export function StartList({ overlays }: { overlays: OverlayView[] | undefined }) {
  const contracts = useQuery(hub.contracts.listMine.queryOptions());
  const links = useQuery(hub.links.listMine.queryOptions());
  const earnings = useQuery(hub.payouts.earnings.queryOptions({}));
  if (!contracts.data || !links.data || !earnings.data || !overlays) return null;
  const seen = overlays.some((overlay) => overlay.lastSeenAt !== null || overlay.connected > 0);
  const steps = [
    {
      words: say.home.steps.contract,
      to: '/creator/contracts',
      done: contracts.data.some((contract) => contract.state === 'active'),
    },
    { words: say.home.steps.link, to: '/creator/links', done: links.data.length > 0 },
    { words: say.home.steps.overlay, to: '/creator/overlay', done: seen },
    {
      words: say.home.steps.connected,
      to: '/creator/overlay',
      done: seen,
    },
    { words: say.home.steps.sale, to: '/creator/earnings', done: earnings.data.lines.length > 0 },
  ] as const;
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  if (next === undefined) return null;
  return (
    <Section title={say.home.start} lead={say.home.startLead(done, steps.length)}>
      <Panel className="p-2! sm:p-2!">
        <ol>
          {steps.map((step, index) => (
            <li key={step.words[0]}>
              <Link
                to={step.to}
                className="flex items-start gap-3 rounded-sm p-2.5 hover:bg-sunken"
              >
                <span
                  aria-hidden="true"
                  className={classNames(
                    'mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold',
                    step.done && 'bg-ink text-paper',
                    step === next && 'bg-accent text-accent-ink',
                    !step.done && step !== next && 'bg-sunken text-ink-soft',
                  )}
                >
                  {step.done ? <Check size={14} /> : index + 1}
                </span>
                <span>
                  <span className={classNames('block font-medium', step.done && 'text-ink-soft')}>
                    {step.words[0]}
                    {step.done && <span className="sr-only"> ✓</span>}
                  </span>
                  {!step.done && (
                    <span className="block text-sm text-ink-soft">{step.words[1]}</span>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </Panel>
    </Section>
  );
}
