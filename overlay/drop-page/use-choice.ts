import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { DropCreatorView, DropItemView } from '../../server/protocol/drops.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { followedArticle, SETTLES_MS } from '../shared/followed-article.ts';
import type { Arrival } from './use-arrival.ts';
import { type DeliveryChoice, useDelivery } from './use-delivery.ts';

/** What the viewer has chosen so far, and how to choose otherwise. */
export type Choice = {
  /** Undefined only in a drop without articles. */
  item: DropItemView | undefined;
  /** The article has just changed by itself: a tap may be meant for the one before. */
  isSettling: boolean;
  quantity: number;
  /** The most that this viewer may take of the chosen article. */
  most: number;
  /** Whose link or name the claim goes through; null: the viewer has yet to say. */
  creator: Pick<DropCreatorView, 'handle' | 'displayName'> | null;
  /** No link says who sent the viewer, and there are several who could have. */
  isCreatorOpen: boolean;
  delivery: DeliveryChoice;
  chooseArticle: (skuId: string) => void;
  /** What is shown is chosen from now on, whatever comes on air. */
  keep: () => void;
  chooseQuantity: (quantity: number) => void;
  chooseCreator: (handle: string) => void;
};

/**
 * Keeps the viewer's choice within what is there: a smaller stock lowers it, never raises it. What is
 * on air is chosen for whoever has chosen nothing yet, and never taken from under somebody's thumb.
 * While a wish is undecided the stock changes nothing: what is missing may be the viewer's own hold.
 */
export function useChoice(
  { view }: DropPageData,
  now: {
    items: DropItemView[];
    pinned: string | null;
    arrival: Arrival;
    claim: ClaimView | null;
    isUndecided: boolean;
    /** The viewer chooses something else than what they tapped. */
    onChoose: () => void;
  },
): Choice {
  const [first] = useState(() => firstAvailable(view.items));
  const [article, chooseArticle] = useState<string | null>(null);
  const [wanted, setWanted] = useState(1);
  const [handle, setHandle] = useState<string | null>(null);

  const shown = useRef('');
  const followed = followedArticle(now.items, {
    pinned: now.pinned,
    shown: shown.current,
    first,
  });
  shown.current = followed;
  const isSettled = useSettled(followed);
  const skuId = article ?? followed;
  const item = now.items.find((one) => one.skuId === skuId) ?? now.items[0];
  /** Whoever chooses anything about an article has chosen the article. */
  const chooseFor =
    <T>(choose: (value: T) => void) =>
    (value: T) => {
      now.onChoose();
      if (item) chooseArticle(item.skuId);
      choose(value);
    };
  const bought = now.claim?.order ? unitsOf(now.claim) : 0;
  const allowed = Math.min(view.limitPerCustomer - bought, item?.stock.available ?? 1);
  const most = Math.max(now.isUndecided ? wanted : 1, allowed);
  const quantity = Math.min(wanted, most);
  const only = view.creators.length === 1 ? view.creators[0] : undefined;
  const delivery = useDelivery(view, {
    skuId: item?.skuId ?? '',
    isGone: item?.stock.available === 0 || now.isUndecided,
    onChoose: now.onChoose,
  });
  return {
    item,
    isSettling: article === null && !isSettled,
    most,
    delivery,
    quantity,
    creator:
      now.arrival.creator ?? view.creators.find((one) => one.handle === handle) ?? only ?? null,
    isCreatorOpen: now.arrival.creator === null && view.creators.length > 1,
    chooseArticle: (next) => {
      now.onChoose();
      chooseArticle(next);
    },
    keep: () => {
      chooseArticle(skuId);
      setWanted(quantity);
      delivery.keep();
    },
    chooseQuantity: chooseFor(setWanted),
    chooseCreator: chooseFor(setHandle),
  };
}

/** False for a moment after what is shown has changed by itself. */
export function useSettled(shown: string): boolean {
  const [settled, settle] = useState(shown);
  useEffect(() => {
    const timer = setTimeout(() => settle(shown), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return settled === shown;
}

/** How many units a claim counts for against the limit: what comes beside them in a bundle does not. */
export function unitsOf(claim: ClaimView): number {
  const chosen = claim.quote.lines.filter(({ isAddOn }) => !isAddOn);
  return chosen.reduce((sum, { quantity }) => sum + quantity, 0);
}

function firstAvailable(items: DropItemView[]): string {
  const first = items.find(({ stock }) => stock.available > 0) ?? items[0];
  return first?.skuId ?? '';
}
