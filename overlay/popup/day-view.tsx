/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { formatMinor } from '../../server/protocol/money.ts';
import type { ViewProps } from './counter-page.tsx';
import { daySummary } from './day-summary.ts';
import { freeUnits, leasedItems } from './free-units.ts';
import { PAYMENT_WORDS } from './pay-buttons.tsx';
import { SaleRow } from './sale-row.tsx';

/** The day so far, for the till; and every sale with what the hub said to it. */
export function DayView(props: ViewProps) {
  const { counter, sales, stand } = props;
  const since = new Date(stand.now).setHours(0, 0, 0, 0);
  const summary = daySummary({ counter, sales }, since);
  const rows = sales.filter(({ at }) => at >= since).reverse();
  const older = sales.filter(({ at, outcome, undoneAt }) => at < since && !outcome && !undoneAt);
  return (
    <>
      <section class="panel" aria-labelledby="day-heading">
        <h2 id="day-heading">
          {new Date(stand.now).toLocaleDateString(undefined, { dateStyle: 'full' })}
        </h2>
        <dl class="summary">
          <Line name="Units sold" value={summary.soldUnits} />
          {summary.taken.map(({ payment, currency, minor }) => (
            <Line
              key={`${payment} ${currency}`}
              name={PAYMENT_WORDS[payment]}
              value={formatMinor(minor, currency)}
            />
          ))}
          <Line name="Units given back" value={summary.givenBackUnits} />
          <Line name="Still leased" value={summary.stillLeasedUnits} />
          <Line name="For a manager" value={summary.incidents} />
          <Line name="Not reported" value={summary.unreported} />
        </dl>
        <CloseDay {...props} unreported={summary.unreported} left={summary.stillLeasedUnits} />
      </section>
      <section aria-labelledby="sales-heading">
        <h2 id="sales-heading">Sales</h2>
        {rows.length + older.length === 0 && <p class="soft">Nothing was sold today.</p>}
        <ul class="rows">
          {[...rows, ...older.reverse()].map((sale) => (
            <SaleRow key={sale.no} sale={sale} {...props} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Line({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Gives everything back that is left, in two presses. */
function CloseDay(props: ViewProps & { unreported: number; left: number }) {
  const { counter, sales, acts, left, unreported, stand } = props;
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isTold = unreported === 0 && Object.keys(counter.returning).length === 0;
  const all = leasedItems(counter).map((one) => ({
    leaseId: one.lease.leaseId,
    units: freeUnits({ counter, sales }, one),
  }));
  async function close(): Promise<void> {
    setProblem(await acts.putBack(all.filter(({ units }) => units > 0)));
    setAsking(false);
  }
  if (left === 0) {
    return (
      <p class={`notice ${isTold ? 'is-good' : 'is-warn'}`} role="status">
        {isTold
          ? 'Everything is reported and nothing is leased: the day can be closed.'
          : `Nothing is leased any more. ${
              stand.isOnline ? 'Wait until all is reported' : 'Bring the device to a network'
            } before you put it away.`}
      </p>
    );
  }
  return (
    <div class="close-day">
      {problem !== null && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      {isAsking ? (
        <>
          <p>
            {left} {left === 1 ? 'unit goes' : 'units go'} back to the stock of this place, and this
            device sells {left === 1 ? 'it' : 'them'} no more.
          </p>
          <button type="button" class="button is-primary" onClick={() => void close()}>
            Give {left} back
          </button>
          <button type="button" class="button is-quiet" onClick={() => setAsking(false)}>
            Cancel
          </button>
        </>
      ) : (
        <button type="button" class="button is-quiet" onClick={() => setAsking(true)}>
          Close the day: give everything back
        </button>
      )}
    </div>
  );
}
