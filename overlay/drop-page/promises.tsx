/** @jsxImportSource preact */
import type { DropEventView, PublicDropView } from '../../server/protocol/drops.ts';
import { Moment } from '../viewer-page/moment.tsx';

/** What the brand promises, before anybody pays. */
export function Promises({ view }: { view: PublicDropView }) {
  const rows = [
    ['Shipping', view.shippingPromise],
    ['Returns', view.returnsPromise],
    ['Warranty', view.warrantyPromise],
    ['If it fails', view.contingencyPlan],
    [
      'Limit',
      view.limitPerCustomer === 1
        ? 'One per customer'
        : `Up to ${view.limitPerCustomer} per customer`,
    ],
    holdOf(view),
  ].filter(([, text]) => text !== '');
  return (
    <dl class="promises">
      {rows.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A draw holds its units for whoever was drawn, who may not be at the page. */
function holdOf({ fairness, offerSeconds, holdSeconds }: PublicDropView): [string, string] {
  if (fairness === 'draw') return ['If drawn', `${durationText(offerSeconds)} to pay`];
  return ['Your hold', `${durationText(holdSeconds)} to pay, one extension`];
}

function durationText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const isWhole = minutes >= 120 && minutes % 60 === 0;
  if (isWhole) return `${minutes / 60} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** Everything that was changed about this drop in public, newest first. */
export function PublicLog({
  events,
  now,
  isLocal,
}: {
  events: DropEventView[];
  now: number;
  isLocal: boolean;
}) {
  if (events.length === 0) return null;
  return (
    <section class="log" aria-labelledby="log-heading">
      <h2 id="log-heading">What happened in this drop</h2>
      <ol>
        {[...events].reverse().map((event) => (
          <li key={`${event.at}-${event.kind}-${event.text}`}>
            <Moment at={event.at} now={now} isLocal={isLocal} />
            <span>{event.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
