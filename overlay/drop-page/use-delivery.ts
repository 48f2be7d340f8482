import { useState } from 'preact/hooks';
import type { HoldInput } from '../../server/protocol/claims.schema.ts';
import type { PickUpPlaceView } from '../../server/protocol/claims.ts';
import type { PublicDropView } from '../../server/protocol/drops.ts';

/** The longest note that the hub takes. */
export const MOST_NOTE = 140;

/** How the units get to the viewer, and what they are to carry. */
export type DeliveryChoice = {
  canShip: boolean;
  /** Where units of the chosen article can be collected. */
  places: PickUpPlaceView[];
  /** "ship" or the id of a place; null: the viewer has yet to say. */
  chosen: string | null;
  isCollected: boolean;
  /** What it costs to have it sent; minor units. */
  shipsForMinor: number;
  /** What shipping costs as chosen; minor units. */
  shippingMinor: number;
  note: string;
  /** The question that is still open; null: none is. */
  missing: 'place' | 'note' | null;
  /** What a claim says of it. */
  asked: Pick<HoldInput, 'delivery' | 'note'>;
  choose: (chosen: string) => void;
  /** What is shown as chosen is chosen from now on. */
  keep: () => void;
  writeNote: (note: string) => void;
};

/**
 * Keeps the choice within what there is: a place without the chosen article is not chosen. Whoever
 * waits for one, or can only collect, chooses among all places that had any when the page came.
 */
export function useDelivery(
  view: PublicDropView,
  { skuId, isGone, onChoose = () => {} }: { skuId: string; isGone: boolean; onChoose?: () => void },
): DeliveryChoice {
  const [wanted, choose] = useState<string | null>(null);
  const [note, writeNote] = useState('');
  const { canShip, noteLabel, shippingMinor } = view;
  const left = view.pickUpPlaces.filter(({ skuIds }) => skuIds.includes(skuId));
  const stocked = view.pickUpPlaces.filter(({ stockedSkuIds }) => stockedSkuIds.includes(skuId));
  const places = isGone || (!canShip && left.length === 0) ? stocked : left;
  const chosen = chosenOf({ wanted, canShip, places });
  const text = note.trim();
  const missing = chosen === null ? 'place' : noteLabel !== null && text === '' ? 'note' : null;
  return {
    canShip,
    places,
    chosen,
    isCollected: chosen !== null && chosen !== 'ship',
    shipsForMinor: shippingMinor,
    shippingMinor: chosen === 'ship' ? shippingMinor : 0,
    note,
    missing,
    asked: {
      ...(chosen === null || chosen === 'ship'
        ? {}
        : { delivery: { kind: 'pick_up', locationId: chosen } }),
      ...(noteLabel === null ? {} : { note: text }),
    },
    choose: (next) => {
      onChoose();
      choose(next);
    },
    keep: () => choose(chosen),
    writeNote: (next) => {
      onChoose();
      writeNote(next);
    },
  };
}

function chosenOf(given: {
  wanted: string | null;
  canShip: boolean;
  places: PickUpPlaceView[];
}): string | null {
  const { wanted, canShip, places } = given;
  if (wanted !== null && places.some(({ id }) => id === wanted)) return wanted;
  if (canShip) return 'ship';
  return places.length === 1 ? (places[0]?.id ?? null) : null;
}
