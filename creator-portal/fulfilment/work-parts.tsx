import type { FulfilmentView } from '../../server/protocol/fulfilment.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import { useFinish } from './use-finish.ts';

/** What goes into the parcel or over the counter, with what the buyer wrote. */
export function Articles({ fulfilment }: { fulfilment: FulfilmentView }) {
  return (
    <div>
      <ul>
        {fulfilment.lines.map(({ title, quantity, isAddOn }, at) => (
          // The same article may come twice, at two prices.
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change
          <li key={at}>
            {quantity} × {title}
            {isAddOn && <span className="text-ink-soft"> ({say.fulfilment.addOn})</span>}
          </li>
        ))}
      </ul>
      {fulfilment.note !== null && (
        <p className="mt-1 wrap-anywhere">
          <span className="text-ink-soft">{say.fulfilment.note}:</span>{' '}
          <strong className="font-medium">{fulfilment.note}</strong>
        </p>
      )}
    </div>
  );
}

/** Who gets it and where, as on a label. */
export function Destination({ fulfilment }: { fulfilment: FulfilmentView }) {
  const { address, recipient, delivery } = fulfilment;
  const lines =
    address === null
      ? []
      : [
          address.line1,
          address.line2,
          `${address.postalCode} ${address.city}`.trim(),
          [address.state, address.country].filter(Boolean).join(', '),
        ].filter((line) => line !== '');
  return (
    <address className="not-italic">
      {recipient && <span className="block">{recipient}</span>}
      {lines.map((line) => (
        <span key={line} className="block text-ink-soft">
          {line}
        </span>
      ))}
      {delivery === 'ship' && address === null && (
        <span className="text-ink-soft">{say.fulfilment.noAddress}</span>
      )}
    </address>
  );
}

/** Mark as sent, or hand over without a code; afterwards when, by whom, and the way back. */
export function WorkActions({ fulfilment }: { fulfilment: FulfilmentView }) {
  const brand = useBrand();
  const { finish, undo } = useFinish();
  const which = { brandId: brand.id, fulfilmentId: fulfilment.id };
  const mayAct = brand.role !== 'viewer';
  return (
    <div className="space-y-2">
      {fulfilment.doneAt === null ? (
        mayAct && (
          <Button small busy={finish.isPending} onClick={() => finish.mutate(which)}>
            {fulfilment.delivery === 'pick_up' ? say.fulfilment.handOver : say.fulfilment.sent}
          </Button>
        )
      ) : (
        <p className="text-sm">
          <Time at={fulfilment.doneAt} />{' '}
          {fulfilment.doneByName && (
            <span className="text-ink-soft">{say.fulfilment.by(fulfilment.doneByName)}</span>
          )}
        </p>
      )}
      {mayAct && fulfilment.undoUntil !== null && fulfilment.undoUntil > Date.now() && (
        <Button small look="quiet" busy={undo.isPending} onClick={() => undo.mutate(which)}>
          {say.fulfilment.undo}
        </Button>
      )}
      <ProblemNotice error={finish.error ?? undo.error} />
    </div>
  );
}
