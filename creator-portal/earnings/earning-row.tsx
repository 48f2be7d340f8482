import { ChevronRight } from 'lucide-react';
import type {
  EarningExplanation,
  EarningLine,
  EarningState,
} from '../../server/protocol/payouts.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';

/** One commission; it opens to the arithmetic, the reasons and every booking behind its amount. */
export function EarningRow({ line }: { line: EarningLine }) {
  const wasReversed = line.reversed.minor !== 0;
  return (
    <li data-row="">
      <details className="group">
        <summary className="grid list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-3 hover:bg-sunken/40">
          <ChevronRight
            aria-hidden="true"
            size={16}
            className="row-span-2 text-ink-soft transition-transform group-open:rotate-90"
          />
          <span className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
            {line.orderNumber === null
              ? say.earnings.dropFee
              : say.earnings.order(line.orderNumber)}
            {line.kind !== 'drop_sale' && line.kind !== 'drop_fee' && (
              <Badge>{say.earnings.kinds[line.kind]}</Badge>
            )}
            <Badge tone={TONES[line.state]}>{say.earnings.states[line.state]}</Badge>
          </span>
          <Amount money={line.amount} className="text-lg font-semibold" />
          <span className="min-w-0 truncate text-sm text-ink-soft">
            <Time at={line.earnedAt} /> · {line.dropTitle} · {line.brandName}
          </span>
          <span className="text-right text-sm text-ink-soft">
            {wasReversed && (
              <s>
                <span className="sr-only">{say.earnings.was} </span>
                <Amount money={line.earned} />
              </s>
            )}
          </span>
        </summary>
        <div className="border-t border-dashed border-line-strong bg-paper px-4 py-4 sm:pl-11">
          <p>{line.stateSentence}</p>
          <Why why={line.why} />
        </div>
      </details>
    </li>
  );
}

const TONES: Record<EarningState, Tone> = {
  on_hold: 'warn',
  held: 'warn',
  available: 'good',
  in_payout: 'neutral',
  sending: 'neutral',
  sent: 'good',
  paid: 'neutral',
  failed: 'bad',
  reversed: 'bad',
  no_commission: 'neutral',
};

/** The arithmetic first, then the reasons, then what was booked when. */
function Why({ why }: { why: EarningExplanation }) {
  return (
    <section className="mt-4">
      <h3 className="text-sm font-semibold">{say.earnings.why}</h3>
      <p className="mt-1.5 inline-block rounded-sm bg-accent px-3 py-1.5 font-mono text-sm text-accent-ink">
        {why.arithmetic}
      </p>
      <p className="mt-1.5 text-sm text-ink-soft">
        {say.earnings.version(why.contractVersion)} ·{' '}
        {why.rateKind === 'new' ? say.earnings.rateNew : say.earnings.rateExisting}
      </p>
      <ul className="mt-2 max-w-prose list-disc space-y-0.5 pl-5">
        {why.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {why.bookings.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-semibold">{say.earnings.bookings}</h3>
          <ul className="mt-1 max-w-xl divide-y divide-line text-sm">
            {why.bookings.map((booking) => (
              <li
                key={`${booking.at}-${booking.memo}-${moneyText(booking.amount)}`}
                className="flex flex-wrap justify-between gap-x-4 py-1.5"
              >
                <span className="text-ink-soft">
                  <Time at={booking.at} /> · {booking.memo}
                </span>
                <Amount money={booking.amount} className="ml-auto font-medium" />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
