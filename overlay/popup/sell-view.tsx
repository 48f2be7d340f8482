/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { formatMinor } from '../../server/protocol/money.ts';
import { offlinePrice, type PopupDrop, type PopupItem } from '../../server/protocol/popups.ts';
import type { ViewProps } from './counter-page.tsx';
import { freeOf } from './free-units.ts';
import { GateChoice, useGate } from './gate-choice.tsx';
import { LastSale } from './last-sale.tsx';
import { SaleDialog } from './sale-dialog.tsx';
import { SaleRow } from './sale-row.tsx';
import { needsSomebody } from './sale-status.ts';
import { whyNotSold } from './sell.ts';

/** What can be sold, and what waits for somebody at the counter. */
export function SellView(props: ViewProps) {
  const { counter, sales, stand } = props;
  const open = sales.filter((sale) => needsSomebody(sale, stand.hubNow));
  const drops = (counter.matrix?.drops ?? []).filter(({ endsAt }) => stand.hubNow < endsAt);
  return (
    <>
      <LastSale {...props} />
      {open.length > 0 && (
        <section aria-labelledby="open-heading">
          <h2 id="open-heading">Waiting for you</h2>
          <ul class="rows">
            {open.map((sale) => (
              <SaleRow key={sale.no} sale={sale} {...props} />
            ))}
          </ul>
        </section>
      )}
      {counter.matrix === null && (
        <p class="notice is-warn">
          This device has not heard from the hub yet. It needs the network once before it can sell.
        </p>
      )}
      {counter.matrix !== null && drops.length === 0 && (
        <section class="panel">
          <h2>Nothing to sell yet</h2>
          <p class="soft">
            A drop appears here once it is published and has stock for everyone at this place.
          </p>
        </section>
      )}
      {drops.map((drop) => (
        <DropToSell key={drop.dropId} drop={drop} {...props} />
      ))}
    </>
  );
}

function DropToSell({ drop, ...props }: ViewProps & { drop: PopupDrop }) {
  const { counter, sales, stand } = props;
  const [gateId, setGateId] = useGate(drop);
  const [chosen, setChosen] = useState<PopupItem | null>(null);
  const why = whyNotSold(counter, drop, stand.hubNow);
  return (
    <section aria-labelledby={`drop-${drop.dropId}`}>
      <h2 id={`drop-${drop.dropId}`}>{drop.title}</h2>
      <p class="fine soft">{phaseText(drop, stand.hubNow)}</p>
      {why !== null && <p class="notice is-warn">{why}</p>}
      <GateChoice drop={drop} gateId={gateId} onChange={setGateId} />
      <ul class="articles">
        {drop.items.map((item) => {
          const free = freeOf({ counter, sales }, { drop, item, gateId });
          const { priceMinor } = offlinePrice(item, stand.hubNow);
          return (
            <li key={item.skuId}>
              <button
                type="button"
                class="article"
                disabled={why !== null}
                onClick={() => setChosen(item)}
              >
                <span class="article-title">{item.title}</span>
                <span class="article-price">{formatMinor(priceMinor, drop.currency)}</span>
                <span class={`article-left ${free > 0 ? 'is-good' : ''}`}>
                  {free > 0 ? `${free} to sell` : 'None leased: only queued'}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {chosen && (
        <SaleDialog
          {...props}
          {...{ drop, gateId }}
          item={drop.items.find(({ skuId }) => skuId === chosen.skuId) ?? chosen}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}

function phaseText({ startsAt, endsAt }: PopupDrop, hubNow: number): string {
  return hubNow < startsAt ? `Begins ${momentText(startsAt)}` : `Until ${momentText(endsAt)}`;
}

function momentText(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
