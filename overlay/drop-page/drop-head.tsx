/** @jsxImportSource preact */

import {
  type DropPhase,
  dropPhase,
  type PhaseFacts,
  type PublicDropView,
} from '../../server/protocol/drops.ts';
import { priceNow } from '../../server/protocol/ladder.ts';
import { pageDataText } from '../viewer-page/page-data.ts';
import { moneyText } from '../viewer-page/page-text.ts';
import { rehearsalWord } from '../viewer-page/rehearsal-mark.tsx';

type Shown = { view: PublicDropView; now: number; publicUrl: string };

/** What chats, feeds and search engines are told of a drop: nothing that the page does not say. */
export function DropHead({ view, now, publicUrl }: Shown) {
  const title = rehearsalWord(view) + view.title;
  const hero = view.items[0];
  const price = hero ? `${moneyText(priceNow(hero, now).priceMinor, view.currency)}. ` : '';
  const description = `${price}${view.description || `A drop by ${view.brandName}.`}`;
  const url = `${publicUrl}/d/${view.slug}`;
  const image = hero?.imageUrl ? publicUrl + hero.imageUrl : null;
  return (
    <>
      {view.isRehearsal && <meta name="robots" content="noindex" />}
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      <meta property="og:type" content="product" />
      <meta property="og:site_name" content={view.brandName} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {image && <meta property="og:image" content={image} />}
      {image && <meta property="og:image:alt" content={hero?.imageAlt || hero?.productName} />}
      <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      {image && <meta name="twitter:image" content={image} />}
      {!view.isRehearsal && <Product {...{ view, now, publicUrl }} />}
    </>
  );
}

/** For machines; a rehearsal offers nothing. */
function Product(shown: Shown) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by pageDataText, and HTML escaping would break the JSON
      dangerouslySetInnerHTML={{ __html: pageDataText(productOf(shown)) }}
    />
  );
}

/** By schema.org: the price of the next unit, and whether one can be had now. */
function productOf({ view, now, publicUrl }: Shown) {
  const { items, currency, brandName, facts } = view;
  const hero = items[0];
  const offers = items.map((item) => ({
    '@type': 'Offer',
    name: `${item.productName} · ${item.title}`,
    price: decimal(priceNow(item, now).priceMinor, currency),
    priceCurrency: currency.toUpperCase(),
    availability: `https://schema.org/${availabilityOf(facts, { now, left: item.stock.available })}`,
    availabilityStarts: new Date(facts.startsAt).toISOString(),
    availabilityEnds: new Date(facts.endedAt ?? facts.endsAt).toISOString(),
    url: `${publicUrl}/d/${view.slug}`,
    seller: { '@type': 'Organization', name: brandName },
  }));
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: view.title,
    ...(view.description ? { description: view.description } : {}),
    ...(hero?.imageUrl ? { image: publicUrl + hero.imageUrl } : {}),
    brand: { '@type': 'Brand', name: brandName },
    offers,
  };
}

function availabilityOf(
  facts: PhaseFacts,
  { now, left }: { now: number; left: number },
): (typeof AVAILABILITY)[DropPhase] {
  const phase = dropPhase(facts, now);
  return phase === 'live' && left === 0 ? AVAILABILITY.sold_out : AVAILABILITY[phase];
}

/** A drop that waits for its start takes no order yet, so it is no "PreOrder". */
const AVAILABILITY = {
  draft: 'OutOfStock',
  scheduled: 'OutOfStock',
  live: 'InStock',
  paused: 'OutOfStock',
  sold_out: 'SoldOut',
  ended: 'Discontinued',
} as const satisfies Record<DropPhase, string>;

/** `49.00`: machines read a point, whatever the language of the page. */
function decimal(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  return (minor / 10 ** (digits ?? 2)).toFixed(digits);
}
