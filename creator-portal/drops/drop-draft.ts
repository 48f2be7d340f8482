import type { BrandView } from '../../server/protocol/accounts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { fromLocalInput, toLocalInput } from '../ui/format-time.ts';
import { readAmount, writeAmount } from '../ui/money-input.ts';

export type DraftItem = { key: string; skuId: string; price: string; units: string };

/** A drop as it is being typed: text, until it is read. */
export type DropDraft = {
  title: string;
  description: string;
  slug: string;
  starts: string;
  ends: string;
  items: DraftItem[];
  /** Contract id to its cap as typed; a missing key is a creator who is not in the drop. */
  caps: Record<string, string>;
  holdMinutes: number;
  limit: string;
  shipping: string;
  shippingPromise: string;
  returnsPromise: string;
  warrantyPromise: string;
};

/** A new draft: tomorrow at six in the evening for four hours, in the brand's zone. */
export function emptyDraft(now: number, timeZone: string): DropDraft {
  const tomorrow = toLocalInput(now + 86_400_000, timeZone).slice(0, 10);
  return {
    title: '',
    description: '',
    slug: '',
    starts: `${tomorrow}T18:00`,
    ends: `${tomorrow}T22:00`,
    items: [emptyItem(0)],
    caps: {},
    holdMinutes: 10,
    limit: '1',
    shipping: '',
    shippingPromise: say.newDrop.defaultPromises.shippingPromise,
    returnsPromise: say.newDrop.defaultPromises.returnsPromise,
    warrantyPromise: '',
  };
}

/**
 * A draft with everything that another drop had; its window too, unless that is over already. A draft
 * keeps its address; a published drop never changes, so a copy of it gets one of its own.
 */
export function copyOfDrop(
  drop: DropDetail,
  { now, timeZone }: { now: number; timeZone: string },
): DropDraft {
  const fresh = emptyDraft(now, timeZone);
  const isAhead = drop.startsAt > now;
  return {
    ...fresh,
    title: drop.title,
    description: drop.description,
    slug: drop.phase === 'draft' ? drop.slug : '',
    starts: isAhead ? toLocalInput(drop.startsAt, timeZone) : fresh.starts,
    ends: isAhead ? toLocalInput(drop.endsAt, timeZone) : fresh.ends,
    items: drop.items.map((item, at) => ({
      key: `item-${at}`,
      skuId: item.skuId,
      price: writeAmount(item.priceMinor, drop.currency),
      units: String(item.stock.total),
    })),
    caps: Object.fromEntries(
      drop.gates.map((gate) => [
        gate.contractId,
        gate.capUnits === null ? '' : String(gate.capUnits),
      ]),
    ),
    holdMinutes: Math.round(drop.holdSeconds / 60),
    limit: String(drop.limitPerCustomer),
    shipping: writeAmount(drop.shippingMinor, drop.currency),
    shippingPromise: drop.shippingPromise || fresh.shippingPromise,
    returnsPromise: drop.returnsPromise || fresh.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
  };
}

/** A line without an article. */
export function emptyItem(at: number): DraftItem {
  return { key: `item-${at}`, skuId: '', price: '', units: '50' };
}

/** What the hub needs to create the drop; null while a required field cannot be read. */
export function readDraft(draft: DropDraft, brand: Pick<BrandView, 'currency' | 'timeZone'>) {
  const startsAt = fromLocalInput(draft.starts, brand.timeZone);
  const endsAt = fromLocalInput(draft.ends, brand.timeZone);
  const items = draft.items.map((item) => readItem(item, brand.currency));
  const shippingMinor = draft.shipping === '' ? 0 : readAmount(draft.shipping, brand.currency);
  const limitPerCustomer = readUnits(draft.limit);
  const caps = Object.values(draft.caps);
  const gates = Object.entries(draft.caps).map(([contractId, cap]) => ({
    contractId,
    capUnits: cap === '' ? null : readUnits(cap),
  }));
  const read = items.filter((item) => item !== null);
  if (
    draft.title.trim() === '' ||
    startsAt === null ||
    endsAt === null ||
    read.length < items.length ||
    shippingMinor === null ||
    limitPerCustomer === null ||
    caps.some((cap) => cap !== '' && readUnits(cap) === null)
  ) {
    return null;
  }
  return {
    title: draft.title,
    description: draft.description,
    startsAt,
    endsAt,
    items: read,
    gates,
    holdSeconds: draft.holdMinutes * 60,
    limitPerCustomer,
    shippingMinor,
    shippingPromise: draft.shippingPromise,
    returnsPromise: draft.returnsPromise,
    warrantyPromise: draft.warrantyPromise,
    ...(draft.slug === '' ? {} : { slug: draft.slug }),
  };
}

/** One line read; null while its article, price or units are missing. */
export function readItem(item: DraftItem, currency: string) {
  const priceMinor = readAmount(item.price, currency);
  const units = readUnits(item.units);
  if (item.skuId === '' || priceMinor === null || units === null) return null;
  return { skuId: item.skuId, priceMinor, units };
}

/** A whole number of units from 1 on; null for anything else. */
export function readUnits(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : null;
}
