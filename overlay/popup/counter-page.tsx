/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { DayView } from './day-view.tsx';
import type { Counter, Sale } from './kept.ts';
import { isOfBrand } from './of-brand.ts';
import { OtherBrands } from './other-brands.tsx';
import { PairForm } from './pair-form.tsx';
import type { Acts, Stand } from './run-counter.ts';
import { isUnreported } from './sale-status.ts';
import { SellView } from './sell-view.tsx';
import { StockView } from './stock-view.tsx';

/** The counter of a stall: one page that sells with and without a network. */
export function CounterPage(given: { stand: Stand; acts: Acts; code: string }) {
  const { stand } = given;
  const { kept } = stand;
  const [code, setCode] = useState(given.code);
  // A code works once.
  async function pair(typed: string): Promise<string | null> {
    const why = await given.acts.pair(typed);
    if (why === null) setCode('');
    return why;
  }
  const acts = { ...given.acts, pair };
  if (kept === null) {
    return (
      <main class="counter-main" aria-busy={!stand.isUnreadable}>
        {stand.isUnreadable && (
          <>
            <h1>Counter</h1>
            <Unreadable />
          </>
        )}
      </main>
    );
  }
  const { counter, sales } = kept;
  if (counter === null) return <PairForm code={code} acts={acts} />;
  return <Paired {...{ counter, sales, stand, acts, code }} />;
}

export type ViewProps = { counter: Counter; sales: Sale[]; stand: Stand; acts: Acts };

const VIEWS = [
  ['sell', 'Sell', SellView],
  ['stock', 'Stock', StockView],
  ['day', 'Today', DayView],
] as const;

function Paired({ code, ...props }: ViewProps & { code: string }) {
  const { counter, sales, stand } = props;
  const [view, setView] = useState<(typeof VIEWS)[number][0]>('sell');
  const unreported = sales.filter(isUnreported);
  const [, , View] = VIEWS.find(([id]) => id === view) ?? VIEWS[0];
  return (
    <>
      <CounterHead {...props} unreported={unreported.length} />
      <main class="counter-main">
        {stand.isUnreadable && <Unreadable />}
        {counter.revokedAt !== null && <Revoked {...props} {...{ code, unreported }} />}
        <OtherBrands key={code} {...props} code={code} />
        <View {...props} />
      </main>
      <nav class="counter-nav" aria-label="Parts of the counter">
        {VIEWS.map(([id, text]) => (
          <button
            key={id}
            type="button"
            aria-current={id === view ? 'page' : undefined}
            onClick={() => {
              setView(id);
              scrollTo(0, 0);
            }}
          >
            {text}
          </button>
        ))}
      </nav>
    </>
  );
}

function CounterHead({ counter, stand, unreported }: ViewProps & { unreported: number }) {
  const device = counter.matrix?.device;
  return (
    <header class="counter-head">
      <div class="counter-name">
        <h1>{device?.name ?? 'Counter'}</h1>
        {device && (
          <p class="fine soft">
            {device.brandName} · {device.locationName}
          </p>
        )}
      </div>
      <div class="counter-marks" role="status">
        <span class={`mark ${stand.isOnline ? 'is-good' : 'is-bad'}`}>
          {stand.isOnline ? 'Online' : 'Offline'}
        </span>
        <span class={`mark ${unreported > 0 ? 'is-warn' : ''}`}>
          {unreported === 0 ? 'All reported' : `${unreported} not reported`}
        </span>
      </div>
    </header>
  );
}

function Unreadable() {
  return (
    <p class="notice is-bad" role="alert">
      This device cannot read what it has kept, so sell nothing now. It tries again by itself; if
      this stays, make room on the device or start its browser again, and do not clear the browser.
    </p>
  );
}

/** The key is withdrawn: nothing is sold any more, and what was sold must not be lost. */
function Revoked(props: ViewProps & { code: string; unreported: Sale[] }) {
  const { acts, code, counter } = props;
  const unreported = props.unreported.filter((sale) => isOfBrand(counter, sale));
  const count = unreported.length;
  return (
    <section class="panel" aria-labelledby="revoked-heading">
      <h2 id="revoked-heading">This device was revoked</h2>
      <p class="notice is-bad" role="alert">
        A manager has withdrawn its key, so it sells nothing any more: take no money for claims that
        were held here.{' '}
        {count > 0
          ? `${count} ${count === 1 ? 'sale was' : 'sales were'} not reported: do not clear this browser. Ask a manager for a new code and enter it here; they are reported then, each for a manager to look at.`
          : 'Everything that was sold with it is on record.'}
      </p>
      <PairForm code={code} acts={acts} isInside />
    </section>
  );
}
