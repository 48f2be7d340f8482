/** @jsxImportSource preact */
import type { PickUpPlaceView } from '../../server/protocol/claims.ts';
import { moneyText } from '../viewer-page/page-text.ts';
import type { DeliveryChoice as Chosen } from './use-delivery.ts';

export const DELIVERY_ID = 'delivery';

/** Sent or collected, where there is a choice; where there is one way only, which it is. */
export function DeliveryChoice({ delivery, currency }: { delivery: Chosen; currency: string }) {
  const { canShip, places, chosen, choose } = delivery;
  if (places.length === 0) {
    return canShip ? null : <p class="soft">Nothing of this is left to collect right now.</p>;
  }
  const [only] = places;
  if (!canShip && places.length === 1 && only) {
    return (
      <p class="pick-up-only">
        You collect it: <strong>{only.name}</strong>, {addressOf(only)}
        {only.note !== '' && <span class="soft"> {only.note}</span>}
      </p>
    );
  }
  return (
    <fieldset class="choice" id={DELIVERY_ID}>
      <legend>How do you get it?</legend>
      <div class="delivery-list">
        {canShip && (
          <Way id="ship" isChosen={chosen === 'ship'} choose={choose}>
            <strong>Send it</strong>
            <span class="soft">
              {delivery.shipsForMinor === 0
                ? 'Free shipping'
                : `${moneyText(delivery.shipsForMinor, currency)} shipping`}
            </span>
          </Way>
        )}
        {places.map((place) => (
          <Way key={place.id} id={place.id} isChosen={chosen === place.id} choose={choose}>
            <strong>Collect at {place.name}</strong>
            <span class="soft">{[addressOf(place), place.note].filter(Boolean).join(' · ')}</span>
          </Way>
        ))}
      </div>
    </fieldset>
  );
}

function Way(way: {
  id: string;
  isChosen: boolean;
  choose: (id: string) => void;
  children: preact.ComponentChildren;
}) {
  return (
    <label class="choice-item">
      <input
        type="radio"
        name="delivery"
        value={way.id}
        checked={way.isChosen}
        onChange={() => way.choose(way.id)}
      />
      <span class="choice-face">{way.children}</span>
    </label>
  );
}

function addressOf({ street, postalCode, city }: PickUpPlaceView): string {
  return [street, `${postalCode} ${city}`.trim()].filter((part) => part !== '').join(', ');
}
