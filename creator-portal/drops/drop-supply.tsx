import type { DropDetail } from '../../server/protocol/drops.ts';
import type { RungView } from '../../server/protocol/ladder.ts';
import { say } from '../strings.ts';
import { moneyText } from '../ui/money.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** Where the units of a drop are, for whom, and at which prices. Nothing to tell: nothing shown. */
export function DropSupply({ drop }: { drop: DropDetail }) {
  const hasSteps = drop.items.some(({ rungs }) => rungs.length > 0);
  // One pool per article at the central reserve for everyone is what "Stock" says already.
  const hasPools = drop.pools.length > drop.items.length;
  return (
    <>
      {hasPools && <Pools drop={drop} />}
      {hasSteps && <Ladder drop={drop} />}
    </>
  );
}

function Pools({ drop }: { drop: DropDetail }) {
  return (
    <section>
      <h2 className="mb-3 font-semibold">{say.supply.pools}</h2>
      <Table
        caption={say.supply.pools}
        rows={drop.pools}
        rowKey={(pool) => pool.id}
        columns={[
          { key: 'article', head: say.supply.article, isTitle: true, cell: (pool) => pool.title },
          { key: 'location', head: say.supply.location, cell: (pool) => pool.locationName },
          { key: 'audience', head: say.supply.audience, cell: (pool) => pool.audienceName },
          {
            key: 'free',
            head: say.supply.free,
            isNumber: true,
            cell: ({ stock }) => say.figure.count(stock.available + stock.reserved),
          },
          {
            key: 'held',
            head: say.supply.held,
            isNumber: true,
            cell: ({ stock }) => say.figure.count(stock.held),
          },
          {
            key: 'sold',
            head: say.supply.sold,
            isNumber: true,
            cell: ({ stock }) => say.figure.count(stock.sold),
          },
        ]}
      />
    </section>
  );
}

type Step = { key: string; title: string; name: string; priceMinor: number; rung: RungView | null };

function Ladder({ drop }: { drop: DropDetail }) {
  return (
    <section>
      <h2 className="mb-3 font-semibold">{say.supply.ladder}</h2>
      <Table
        caption={say.supply.ladder}
        rows={stepsOf(drop)}
        rowKey={(step) => step.key}
        columns={[
          { key: 'article', head: say.supply.article, isTitle: true, cell: (step) => step.title },
          { key: 'step', head: say.supply.step, cell: (step) => step.name },
          {
            key: 'price',
            head: say.supply.price,
            isNumber: true,
            cell: ({ priceMinor: minor }) => moneyText({ minor, currency: drop.currency }),
          },
          { key: 'used', head: say.supply.used, cell: ({ rung }) => usedText(rung) },
          {
            key: 'until',
            head: say.supply.until,
            cell: ({ rung }) =>
              rung?.endsAt ? <Time at={rung.endsAt} /> : <span>{say.figure.none}</span>,
          },
        ]}
      />
    </section>
  );
}

/** Every article's early steps, and the price after them. */
function stepsOf(drop: DropDetail): Step[] {
  return drop.items
    .filter(({ rungs }) => rungs.length > 0)
    .flatMap(({ skuId, productName, title, priceMinor, rungs }) => {
      const article = `${productName} · ${title}`;
      const early = rungs.map((rung) => ({
        key: `${skuId}-${rung.position}`,
        title: article,
        name: String(rung.position),
        priceMinor: rung.priceMinor,
        rung,
      }));
      const last = { key: skuId, title: article, name: say.supply.last, priceMinor, rung: null };
      return [...early, last];
    });
}

function usedText(rung: RungView | null): string {
  if (rung === null) return say.figure.none;
  if (rung.units === null || rung.unitsLeft === null) return say.supply.noLimit;
  return say.units.of(rung.units - rung.unitsLeft, rung.units);
}
