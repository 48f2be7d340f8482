/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { formatMinor } from '../../server/protocol/money.ts';
import type { ViewProps } from './counter-page.tsx';
import { totalMinor } from './day-summary.ts';
import { PAYMENT_WORDS } from './pay-buttons.tsx';
import { canUndo } from './sell.ts';

const SHOWN_MS = 20_000;

/**
 * Says what was just written down, and takes a mistake back while nobody was told. It lies above the
 * bottom bar, in sight and in reach wherever the page is scrolled to, and moves nothing.
 */
export function LastSale({ sales, stand, acts }: ViewProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const sale = sales.at(-1);
  const isFresh = sale !== undefined && stand.now - sale.at < SHOWN_MS;
  if (!isFresh || (!sale.isConfirmed && sale.undoneAt === null)) return null;
  const what = `${sale.quantity} × ${sale.title}, ${formatMinor(totalMinor(sale), sale.currency)}`;
  if (sale.undoneAt !== null) {
    return (
      <p class="notice is-warn last-sale" role="status">
        <span>
          Taken back: {what}. {sale.payment !== null && 'Give the money back.'}
        </span>
      </p>
    );
  }
  const leftSeconds = Math.ceil((sale.undoUntil - stand.now) / 1000);
  return (
    <div class="notice is-good last-sale" role="status">
      <p>
        <strong>Sold:</strong> {what}, {sale.payment && PAYMENT_WORDS[sale.payment].toLowerCase()}
        {problem !== null && <> · {problem}</>}
      </p>
      {canUndo(sale, stand.now) && (
        <button
          type="button"
          class="button is-quiet"
          onClick={() => void acts.undo(sale.no).then(setProblem)}
        >
          Undo <span aria-hidden="true">({Math.max(1, leftSeconds)})</span>
        </button>
      )}
    </div>
  );
}
