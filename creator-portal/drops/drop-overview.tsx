import type { DropDetail, DropItemView } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { Amount, moneyText } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { ShareBar } from '../ui/share-bar.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { Countdown } from '../ui/time.tsx';
import { DropSupply } from './drop-supply.tsx';
import { OfferFacts } from './offer-facts.tsx';
import { Waterfall } from './waterfall.tsx';

/** Stock, clock and money of one drop. */
export function DropOverview({ drop }: { drop: DropDetail }) {
  const { stock } = drop;
  const isRunning = drop.phase === 'live' || drop.phase === 'paused' || drop.phase === 'sold_out';
  return (
    <div className="space-y-5">
      <StatTiles>
        <StatTile
          label={say.units.sold}
          value={say.figure.count(stock.sold)}
          note={say.units.left(stock.available, stock.total)}
        />
        <StatTile label={say.units.held} value={say.figure.count(stock.held)} />
        <StatTile
          label={say.drops.revenue}
          value={<Amount money={{ minor: drop.netRevenueMinor, currency: drop.currency }} />}
          note={`${say.figure.count(drop.orders)} ${say.drops.orders.toLowerCase()}`}
        />
        <StatTile
          label={drop.phase === 'scheduled' ? say.drops.startsIn : say.drops.endsIn}
          value={
            isRunning || drop.phase === 'scheduled' ? (
              <Countdown to={drop.phase === 'scheduled' ? drop.startsAt : drop.endsAt} />
            ) : (
              say.figure.none
            )
          }
        />
      </StatTiles>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel>
          <h2 className="mb-4 font-semibold">{say.drop.money}</h2>
          <Waterfall money={drop.money} />
        </Panel>
        <div className="space-y-5">
          <Panel>
            <h2 className="mb-3 font-semibold">{say.drop.stock}</h2>
            <ul className="space-y-4">
              {drop.items.map((item) => (
                <Item key={item.skuId} item={item} currency={drop.currency} />
              ))}
            </ul>
          </Panel>
          <Facts drop={drop} />
        </div>
      </div>
      <DropSupply drop={drop} />
    </div>
  );
}

function Item({ item, currency }: { item: DropItemView; currency: string }) {
  return (
    <li className="flex items-center gap-3.5">
      {item.imageUrl && (
        <img
          src={item.imageUrl}
          alt={item.imageAlt}
          className="size-14 rounded-sm bg-sunken object-cover"
        />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-3 font-medium">
          <span>
            {item.productName} <span className="text-ink-soft">{item.title}</span>
          </span>
          <span>
            {item.listPriceMinor > item.priceMinor && (
              <s className="mr-2 text-ink-soft">
                {moneyText({ minor: item.listPriceMinor, currency })}
              </s>
            )}
            {moneyText({ minor: item.priceMinor, currency })}
          </span>
        </p>
        <div className="mt-1.5">
          <ShareBar
            label={say.units.stock(item.stock)}
            full={item.stock.sold}
            hatched={item.stock.held}
            total={item.stock.total}
          />
        </div>
        <p className="mt-1 text-sm text-ink-soft">{say.units.stock(item.stock)}</p>
      </div>
    </li>
  );
}

function Facts({ drop }: { drop: DropDetail }) {
  const { shippingPromise, returnsPromise, warrantyPromise, contingencyPlan } = drop;
  const promises = [shippingPromise, returnsPromise, warrantyPromise, contingencyPlan].filter(
    Boolean,
  );
  return (
    <Panel>
      <h2 className="font-semibold">{say.drop.facts}</h2>
      <ul className="mt-2 list-disc space-y-0.5 pl-5 text-ink-soft">
        <li>{say.drop.holdFact(Math.round(drop.holdSeconds / 60))}</li>
        <li>{say.drop.limitFact(drop.limitPerCustomer)}</li>
        <li>
          {say.drop.shippingFact(moneyText({ minor: drop.shippingMinor, currency: drop.currency }))}
        </li>
        <OfferFacts drop={drop} />
      </ul>
      {promises.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-semibold">{say.drop.promises}</h3>
          <ul className="mt-1 list-disc space-y-0.5 pl-5 text-ink-soft">
            {promises.map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
