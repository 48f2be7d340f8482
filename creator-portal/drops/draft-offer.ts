import type { BrandView } from '../../server/protocol/accounts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import type { OfferKind } from '../../server/protocol/offers.ts';
import { CENTRAL, EVERYONE } from '../../server/protocol/stock-keys.ts';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import type { DraftItem } from './draft-item.ts';
import { readCount } from './draft-text.ts';

/** What comes with a unit: text, until it is read. */
export type DraftOffer = {
  offerKind: OfferKind;
  addOnSkuId: string;
  /** Units of the add-on by place, where they are not as many as units of articles. */
  addOnUnits: Record<string, string>;
  credit: string;
  voucherTitle: string;
  voucherTerms: string;
  voucherDays: string;
};

export const EMPTY_OFFER: DraftOffer = {
  offerKind: 'plain',
  addOnSkuId: '',
  addOnUnits: {},
  credit: '',
  voucherTitle: '',
  voucherTerms: '',
  voucherDays: '',
};

/** The offer that another drop had. */
export function offerOfDrop({ offer, pools, currency }: DropDetail): DraftOffer {
  switch (offer.kind) {
    case 'plain':
      return EMPTY_OFFER;
    case 'bundle': {
      const { addOnSkuId } = offer;
      const addOnUnits: Record<string, number> = {};
      for (const { skuId, location, stock } of pools) {
        if (skuId !== addOnSkuId) continue;
        addOnUnits[location] = (addOnUnits[location] ?? 0) + stock.total;
      }
      const typed = Object.entries(addOnUnits).map(([place, units]) => [place, String(units)]);
      return {
        ...EMPTY_OFFER,
        offerKind: 'bundle',
        addOnSkuId,
        addOnUnits: Object.fromEntries(typed),
      };
    }
    case 'credit_back':
      return {
        ...EMPTY_OFFER,
        offerKind: 'credit_back',
        credit: writeAmount(offer.creditMinor, currency),
      };
    case 'voucher':
      return {
        ...EMPTY_OFFER,
        offerKind: 'voucher',
        voucherTitle: offer.title,
        voucherTerms: offer.terms,
        voucherDays: offer.validDays === null ? '' : String(offer.validDays),
      };
  }
}

/**
 * Units of articles at each place: so many add-ons a bundle needs there, because what is collected
 * or sent together comes from one place.
 */
export function unitsByPlace(items: readonly DraftItem[]): Map<string, number> {
  const sums = new Map<string, number>();
  const rows = items.flatMap(({ units, stock }) => [{ location: CENTRAL, units }, ...stock]);
  for (const { location, units } of rows) {
    const count = readCount(units);
    if (count > 0) sums.set(location, (sums.get(location) ?? 0) + count);
  }
  return sums;
}

/** What comes with a unit; null while a field of it cannot be read. */
export function readOffer(
  draft: DraftOffer & { items: readonly DraftItem[] },
  { currency }: Pick<BrandView, 'currency'>,
) {
  switch (draft.offerKind) {
    case 'plain':
      return { offer: { kind: 'plain' as const }, addOnStock: [] };
    case 'bundle': {
      const addOnStock = [...unitsByPlace(draft.items)].map(([location, needed]) => {
        const typed = draft.addOnUnits[location] ?? '';
        const units = typed === '' ? needed : readCount(typed);
        return { location, audience: EVERYONE, units };
      });
      if (draft.addOnSkuId === '' || addOnStock.some(({ units }) => units === 0)) return null;
      return { offer: { kind: 'bundle' as const, addOnSkuId: draft.addOnSkuId }, addOnStock };
    }
    case 'credit_back': {
      const creditMinor = readAmount(draft.credit, currency);
      if (!creditMinor) return null;
      return { offer: { kind: 'credit_back' as const, creditMinor }, addOnStock: [] };
    }
    case 'voucher': {
      const validDays = draft.voucherDays === '' ? null : readCount(draft.voucherDays);
      if (draft.voucherTitle.trim().length < 3 || validDays === 0) return null;
      const { voucherTitle: title, voucherTerms: terms } = draft;
      return { offer: { kind: 'voucher' as const, title, terms, validDays }, addOnStock: [] };
    }
  }
}
