import type { DropDetail } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { moneyText } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';

/** What comes with a unit, what is kept for whom, and how units are given out, as list items. */
export function OfferFacts({ drop }: { drop: DropDetail }) {
  const offer = offerText(drop);
  const { reserved } = drop.stock;
  return (
    <>
      {offer && <li>{offer}</li>}
      {drop.noteLabel !== null && <li>{say.supply.note(drop.noteLabel)}</li>}
      {!drop.canShip && <li>{say.supply.pickUpOnly}</li>}
      <li>
        {say.supply.fairness[drop.fairness]}{' '}
        {drop.entriesCloseAt !== null && (
          <>
            {say.supply.entriesClose}
            <Time at={drop.entriesCloseAt} />
          </>
        )}
      </li>
      {!drop.hasWaitingList && <li>{say.supply.noWaitingList}</li>}
      {reserved > 0 && (
        <li>
          {say.supply.kept(reserved)}{' '}
          {drop.reserveEndsAt === null ? (
            say.supply.keptForGood
          ) : (
            <>
              {say.supply.keptUntil}
              <Time at={drop.reserveEndsAt} />
            </>
          )}
        </li>
      )}
    </>
  );
}

function offerText({ offer, pools, currency }: DropDetail): string {
  switch (offer.kind) {
    case 'plain':
      return '';
    case 'bundle': {
      const addOn = pools.find(({ skuId }) => skuId === offer.addOnSkuId);
      return say.supply.bundle(addOn?.title ?? say.supply.addOn);
    }
    case 'credit_back':
      return say.supply.credit(moneyText({ minor: offer.creditMinor, currency }));
    case 'voucher':
      return say.supply.voucher(offer.title);
  }
}
