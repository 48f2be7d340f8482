/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { formatMinor } from '../../server/protocol/money.ts';
import type { ViewProps } from './counter-page.tsx';
import { totalMinor } from './day-summary.ts';
import type { Sale } from './kept.ts';
import { PAYMENT_WORDS, PayButtons } from './pay-buttons.tsx';
import { saleStatus } from './sale-status.ts';

/** One sale or queued claim, what the hub said to it, and what can be done about it. */
export function SaleRow({ sale, stand, acts }: ViewProps & { sale: Sale }) {
  const [problem, setProblem] = useState<string | null>(null);
  const { kind, tone, title, notes } = saleStatus(sale, stand.hubNow);
  const money = formatMinor(totalMinor(sale), sale.currency);
  const isPayable = kind === 'held' || kind === 'hold_over';
  return (
    <li class={`row is-${tone}`}>
      <div class="row-head">
        <p>
          <strong>
            {sale.quantity} × {sale.title}
          </strong>
          <span class="fine soft">
            {' '}
            {timeText(sale.at)}
            {sale.payment && ` · ${PAYMENT_WORDS[sale.payment]}`}
          </span>
        </p>
        <p class="row-money">{money}</p>
      </div>
      <p class={`row-state is-${tone}`}>
        {title}
        {kind === 'held' && sale.outcome?.state === 'held' && (
          <> until {timeText(sale.outcome.expiresAt - stand.hubNow + stand.now)}</>
        )}
      </p>
      {notes.map((note) => (
        <p key={note} class="fine">
          {note}
        </p>
      ))}
      {problem !== null && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      {isPayable && (
        <PayButtons
          title={kind === 'held' ? `Paid ${money}, and how?` : `Was ${money} taken, and how?`}
          isBusy={false}
          onPay={(payment) => void acts.takeMoney(sale.no, payment).then(setProblem)}
        />
      )}
      {kind === 'queued' && sale.toldAt === null && (
        <button
          type="button"
          class="button is-quiet"
          onClick={() => void acts.undo(sale.no).then(setProblem)}
        >
          Take it back
        </button>
      )}
      {(isPayable || isRead(sale, kind)) && (
        <button
          type="button"
          class="button is-quiet"
          onClick={() => void acts.dismiss(sale.no).then(setProblem)}
        >
          {isPayable ? 'Not sold after all' : 'Done'}
        </button>
      )}
    </li>
  );
}

/** What only has to be read. */
function isRead({ dismissedAt }: Sale, kind: string): boolean {
  return dismissedAt === null && ['give_back', 'refused', 'not_recorded'].includes(kind);
}

function timeText(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
}
