import { useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { DropCreatorView, DropItemView } from '../../server/protocol/drops.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { Arrival } from './use-arrival.ts';
import { type DeliveryChoice, useDelivery } from './use-delivery.ts';

/** What the viewer has chosen so far, and how to choose otherwise. */
export type Choice = {
  /** Undefined only in a drop without articles. */
  item: DropItemView | undefined;
  quantity: number;
  /** The most that this viewer may take of the chosen article. */
  most: number;
  /** Whose link or name the claim goes through; null: the viewer has yet to say. */
  creator: Pick<DropCreatorView, 'handle' | 'displayName'> | null;
  /** No link says who sent the viewer, and there are several who could have. */
  isCreatorOpen: boolean;
  delivery: DeliveryChoice;
  chooseArticle: (skuId: string) => void;
  chooseQuantity: (quantity: number) => void;
  chooseCreator: (handle: string) => void;
};

/** Keeps the viewer's choice within what is there: a smaller stock lowers it, never raises it. */
export function useChoice(
  { view }: DropPageData,
  now: { items: DropItemView[]; arrival: Arrival; claim: ClaimView | null },
): Choice {
  const [skuId, chooseArticle] = useState(() => firstAvailable(view.items));
  const [wanted, chooseQuantity] = useState(1);
  const [handle, chooseCreator] = useState<string | null>(null);

  const item = now.items.find((one) => one.skuId === skuId) ?? now.items[0];
  const bought = now.claim?.order ? unitsOf(now.claim) : 0;
  const allowed = Math.min(view.limitPerCustomer - bought, item?.stock.available ?? 1);
  const most = Math.max(1, allowed);
  const only = view.creators.length === 1 ? view.creators[0] : undefined;
  const delivery = useDelivery(view, {
    skuId: item?.skuId ?? '',
    isGone: item?.stock.available === 0,
  });
  return {
    item,
    most,
    delivery,
    quantity: Math.min(wanted, most),
    creator:
      now.arrival.creator ?? view.creators.find((one) => one.handle === handle) ?? only ?? null,
    isCreatorOpen: now.arrival.creator === null && view.creators.length > 1,
    chooseArticle,
    chooseQuantity,
    chooseCreator,
  };
}

/** How many units a claim is for. */
export function unitsOf(claim: ClaimView): number {
  return claim.quote.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function firstAvailable(items: DropItemView[]): string {
  const first = items.find(({ stock }) => stock.available > 0) ?? items[0];
  return first?.skuId ?? '';
}
