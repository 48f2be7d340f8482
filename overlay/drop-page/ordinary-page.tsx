/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { OrdinaryPageData } from '../../server/protocol/viewer-pages.ts';
import { moneyText } from '../viewer-page/page-text.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { Photo } from '../viewer-page/photo.tsx';
import { MeasurementChoice } from './measurement-choice.tsx';
import { stripClick } from './use-arrival.ts';

/**
 * The articles at their ordinary price, with the way to the brand's shop: no stock, no clock, no
 * offer. It confirms its click as the drop page does, so that both groups are counted alike.
 */
export function OrdinaryPage({
  data: { ordinary, click },
  tools,
}: {
  data: OrdinaryPageData;
  tools: PageTools | null;
}) {
  useEffect(() => {
    if (!tools) return;
    stripClick();
    if (click !== null) void tools.ask('confirmClick', { click });
  }, [tools, click]);
  const [isRefused, setRefused] = useState(false);
  const { brandName, currency, items, shopUrl } = ordinary;
  const [hero] = items;
  return (
    <div class="page">
      <header class="top">
        <span class="top-brand">{brandName}</span>
      </header>
      <main class="drop">
        <Photo
          imageUrl={hero?.imageUrl ?? null}
          alt={hero?.imageAlt || (hero?.productName ?? '')}
          name={hero?.productName ?? brandName}
        />
        <div class="facts">
          <h1>{hero?.productName ?? brandName}</h1>
          {!isRefused && (
            <p class="by">The creator who sent you earns a commission on what you buy.</p>
          )}
          <ul class="ordinary-items">
            {items.map((item) => (
              <li key={item.skuId}>
                <span>
                  {item.productName === hero?.productName
                    ? item.title
                    : `${item.productName} · ${item.title}`}
                </span>
                <strong>{moneyText(item.priceMinor, currency)}</strong>
              </li>
            ))}
          </ul>
          <a class="button is-primary ordinary-shop" href={shopUrl} rel="noreferrer">
            Buy at {brandName}
          </a>
          <p class="ordinary-note">You pay in the brand’s own shop, under its usual terms.</p>
        </div>
      </main>
      <footer class="foot">
        <MeasurementChoice
          {...{ tools, click, refusedBy: null, onChoose: setRefused }}
          refused="Your visit counts for no creator."
        />
      </footer>
    </div>
  );
}
