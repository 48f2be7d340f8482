/** @jsxImportSource preact */
import type { Stock } from '../../server/protocol/drops.ts';
import type { Staleness } from '../shared/staleness.ts';
import { numberText } from '../viewer-page/page-text.ts';

/**
 * The stock as it is: left for everybody, kept for some, held by others, sold, of all. Old numbers are dimmed and say so; after
 * half a minute without news none is shown. When the drop is over nothing is left for anybody, and
 * what was sold is said.
 */
export function StockBar({
  stock,
  staleness,
  isOver,
}: {
  stock: Stock;
  staleness: Staleness;
  isOver: boolean;
}) {
  if (isOver) {
    return (
      <p class="stock">
        <span>
          <strong>{numberText(stock.sold)}</strong> of {numberText(stock.total)} sold
        </span>
      </p>
    );
  }
  if (staleness === 'lost') {
    return <p class="stock is-stale">Stock is unknown until the connection is back.</p>;
  }
  const share = (units: number) => (stock.total > 0 ? (units / stock.total) * 100 : 0);
  return (
    <div class={`stock is-${staleness}`}>
      <p class="stock-text">
        <span>
          <strong>{numberText(stock.available)}</strong> of {numberText(stock.total)} left
        </span>
        <span class="soft">{staleness === 'stale' ? 'updating …' : heldText(stock)}</span>
      </p>
      <svg class="stock-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-all" width="100" height="1" />
        <rect
          class="bar-held"
          width={share(stock.available + stock.held + stock.reserved)}
          height="1"
        />
        <rect class="bar-left" width={share(stock.available)} height="1" />
      </svg>
    </div>
  );
}

function heldText({ reserved, held, sold }: Stock): string {
  const parts = [];
  if (reserved > 0) parts.push(`${numberText(reserved)} kept`);
  if (held > 0) parts.push(`${numberText(held)} held`);
  if (sold > 0) parts.push(`${numberText(sold)} sold`);
  return parts.join(' · ');
}
