/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatMinor } from '../../server/protocol/money.ts';
import { offlinePrice, type PopupDrop, type PopupItem } from '../../server/protocol/popups.ts';
import type { ViewProps } from './counter-page.tsx';
import { freeOf } from './free-units.ts';
import type { Payment } from './kept.ts';
import { PayButtons } from './pay-buttons.tsx';
import { Stepper } from './stepper.tsx';

/** One sale: how many, for how much, and how it was paid; or a claim that is only queued. */
export function SaleDialog(
  props: ViewProps & { drop: PopupDrop; item: PopupItem; gateId: string; onClose: () => void },
) {
  const { counter, sales, stand, acts, drop, item, gateId, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [quantity, setQuantity] = useState(1);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const free = freeOf({ counter, sales }, { drop, item, gateId });
  const { priceMinor } = offlinePrice(item, stand.hubNow);
  const { dropId } = drop;
  async function done(payment: Payment | null): Promise<void> {
    setBusy(true);
    const wish = { dropId, skuId: item.skuId, gateId, quantity };
    const why = await acts.sell({ ...wish, unitPriceMinor: priceMinor, payment });
    setBusy(false);
    setProblem(why);
    if (why === null) dialog.current?.close();
  }
  return (
    <dialog ref={dialog} class="sale-dialog" aria-labelledby="sale-heading" onClose={onClose}>
      <div class="sale-head">
        <h2 id="sale-heading">{item.title}</h2>
        <button type="button" class="button is-quiet" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
      <div class="sale-sum">
        <Stepper
          label="How many"
          value={quantity}
          most={Math.min(drop.limitPerCustomer, 100)}
          onChange={setQuantity}
        />
        <output class="sale-total" aria-label="In all">
          {formatMinor(priceMinor * quantity, drop.currency)}
        </output>
      </div>
      {problem !== null && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      {quantity <= free ? (
        <PayButtons title="Paid, and how?" isBusy={isBusy} onPay={(how) => void done(how)} />
      ) : (
        <>
          <p class="notice is-warn">
            {free === 0 ? 'No unit is leased for it.' : `Only ${free} leased.`} The claim is queued,
            not confirmed: take no money and hand nothing over before the hub holds it.
          </p>
          <button
            type="button"
            class="button is-primary"
            disabled={isBusy}
            onClick={() => void done(null)}
          >
            Queue the claim
          </button>
        </>
      )}
    </dialog>
  );
}
