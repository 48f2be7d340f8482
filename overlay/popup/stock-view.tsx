/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { PopupDrop, PopupItem } from '../../server/protocol/popups.ts';
import type { ViewProps } from './counter-page.tsx';
import { freeOf } from './free-units.ts';
import { GateChoice, useGate } from './gate-choice.tsx';
import { Stepper } from './stepper.tsx';

/** What this device has leased of each drop: more of it, or back with it. */
export function StockView(props: ViewProps) {
  const { counter, stand } = props;
  const drops = counter.matrix?.drops ?? [];
  return (
    <>
      <p class="soft">
        Leased units are this device’s alone: it sells them even without a network. Give back what
        you will not sell.
      </p>
      {!stand.isOnline && (
        <p class="notice is-warn">
          Offline: leasing needs the network. What you give back is told when it is there again.
        </p>
      )}
      {drops.length === 0 && <p class="soft">There is no drop with stock at this place.</p>}
      {drops.map((drop) => (
        <DropStock key={drop.dropId} drop={drop} {...props} />
      ))}
      {counter.matrix && (
        <p class="fine soft">
          As of {new Date(counter.matrix.now - counter.offsetMs).toLocaleTimeString()}.{' '}
          {stand.opensOffline
            ? 'This page opens without a network, too.'
            : 'This page is not ready to open without a network yet.'}
          {!stand.isSafe &&
            ' The browser may clear it when the device runs out of room: add this page to the home screen and report often.'}
        </p>
      )}
    </>
  );
}

function DropStock({ drop, ...props }: ViewProps & { drop: PopupDrop }) {
  const [gateId, setGateId] = useGate(drop);
  const isOver = props.stand.hubNow >= drop.endsAt;
  return (
    <section aria-labelledby={`stock-${drop.dropId}`}>
      <h2 id={`stock-${drop.dropId}`}>{drop.title}</h2>
      {isOver && <p class="notice is-warn">It has ended. Give back what is left.</p>}
      <GateChoice drop={drop} gateId={gateId} onChange={setGateId} />
      <ul class="rows">
        {drop.items.map((item) => (
          <ItemStock key={item.skuId} {...props} {...{ drop, item, gateId }} />
        ))}
      </ul>
    </section>
  );
}

function ItemStock(props: ViewProps & { drop: PopupDrop; item: PopupItem; gateId: string }) {
  const { counter, sales, stand, acts, drop, item, gateId } = props;
  const [units, setUnits] = useState(1);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const lease = item.leases.find((one) => one.gateId === gateId);
  const free = freeOf({ counter, sales }, { drop, item, gateId });
  const isClosed =
    drop.notLeasable !== null || stand.hubNow >= drop.endsAt || counter.revokedAt !== null;
  async function run(work: () => Promise<string | null>): Promise<void> {
    setBusy(true);
    setProblem(await work());
    setBusy(false);
  }
  const which = { dropId: drop.dropId, skuId: item.skuId, gateId };
  return (
    <li class="row">
      <p>
        <strong>{item.title}</strong>
      </p>
      <dl class="facts">
        <Fact name="To sell" value={free} />
        <Fact name="Leased" value={lease?.leasedUnits ?? 0} />
        <Fact name="Sold" value={soldOf(props)} />
        <Fact name="Given back" value={backOf(props)} />
        <Fact name="Free here" value={item.available} />
      </dl>
      {problem !== null && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      <div class="stock-acts">
        <Stepper label={`Units of ${item.title}`} value={units} most={999} onChange={setUnits} />
        <button
          type="button"
          class="button is-quiet"
          disabled={isBusy || !stand.isOnline || isClosed}
          onClick={() => void run(() => acts.leaseMore({ ...which, units }))}
        >
          Lease {units} more
        </button>
        <button
          type="button"
          class="button is-quiet"
          disabled={isBusy || !lease || free < units || counter.revokedAt !== null}
          onClick={() => void run(() => acts.putBack([{ leaseId: lease?.leaseId ?? '', units }]))}
        >
          Give {units} back
        </button>
      </div>
    </li>
  );
}

type Of = Pick<ViewProps, 'counter' | 'sales'> & {
  drop: PopupDrop;
  item: PopupItem;
  gateId: string;
};

/** Leased, less what is left and what went or goes back. */
function soldOf(of: Of): number {
  const lease = leaseOf(of);
  return lease ? lease.leasedUnits - freeOf(of, of) - backOf(of) : 0;
}

function backOf(of: Of): number {
  const lease = leaseOf(of);
  if (!lease) return 0;
  return Math.max(lease.returnedUnits, of.counter.returning[lease.leaseId] ?? 0);
}

function leaseOf({ item, gateId }: Of) {
  return item.leases.find((one) => one.gateId === gateId);
}

function Fact({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
