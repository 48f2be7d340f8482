import { useState } from 'react';
import { FRAUD_RULES, type FraudFlagView } from '../../server/protocol/fraud.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Amount } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';
import { DecideDialog, type Decision } from './decide-dialog.tsx';

/** One flag: what was seen, what is at stake, what can be decided, and what was. */
export function FlagCard({ flag }: { flag: FraudFlagView }) {
  const brand = useBrand();
  const [open, setOpen] = useState<Decision | null>(null);
  const about = [
    flag.creatorName,
    flag.dropTitle,
    flag.orderNumber === null ? null : say.fraud.order(flag.orderNumber),
  ].filter((part) => part !== null && part !== '');
  return (
    <li data-row="" className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
            {FRAUD_RULES[flag.rule].title}
            <State verdict={flag.verdict} />
          </h2>
          <p className="text-sm text-ink-soft">
            {about.join(' · ')} · <Time at={flag.flaggedAt} />
          </p>
        </div>
        <p className="text-right">
          <span className="block text-sm text-ink-soft">{say.fraud.atStake}</span>
          <Amount money={flag.atStake} className="text-xl font-semibold" />
          <span className="block text-sm text-ink-soft">
            {flag.lines === 0 ? say.fraud.noLines : say.fraud.lines(flag.lines)}
          </span>
        </p>
      </div>
      <ul className="mt-3 max-w-prose space-y-1">
        <li>{FRAUD_RULES[flag.rule].about}</li>
        {flag.evidence.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {flag.clicks > 0 && <li className="text-ink-soft">{say.fraud.clicks(flag.clicks)}</li>}
      </ul>
      {flag.history.length > 0 && <History flag={flag} />}
      {brand.role === 'viewer' ? (
        <p className="mt-3 text-sm text-ink-soft">{say.fraud.viewerNote}</p>
      ) : (
        <div className="mt-4 flex flex-wrap gap-2">
          {flag.verdict === null ? (
            <>
              <Button onClick={() => setOpen('released')}>{say.fraud.release}</Button>
              <Button look="danger" onClick={() => setOpen('confirmed')}>
                {say.fraud.confirm}
              </Button>
            </>
          ) : (
            <Button look="quiet" onClick={() => setOpen('reopened')}>
              {say.fraud.reopen}
            </Button>
          )}
        </div>
      )}
      {open && <DecideDialog flag={flag} decision={open} onClose={() => setOpen(null)} />}
    </li>
  );
}

const TONES: Record<'released' | 'confirmed', Tone> = { released: 'good', confirmed: 'bad' };

function State({ verdict }: Pick<FraudFlagView, 'verdict'>) {
  if (verdict === null) return <Badge tone="warn">{say.fraud.waits}</Badge>;
  return <Badge tone={TONES[verdict]}>{say.fraud[verdict]}</Badge>;
}

function History({ flag }: { flag: FraudFlagView }) {
  return (
    <section className="mt-3">
      <h3 className="text-sm font-semibold">{say.fraud.history}</h3>
      <ul className="mt-1 max-w-prose space-y-1 text-sm">
        {flag.history.map(({ at, verdict, reason, byName }) => (
          <li key={`${at} ${verdict}`}>
            <span className="text-ink-soft">
              <Time at={at} /> · {say.fraud.step(say.fraud[verdict], byName)}:
            </span>{' '}
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
