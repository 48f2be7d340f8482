/** @jsxImportSource preact */
import type { PickUpView } from '../../server/protocol/claims.ts';
import { Moment } from '../viewer-page/moment.tsx';

/** Where to collect, and the code to show there; after that, that it was collected. */
export function PickUp({
  pickUp,
  isRefunded,
  clock,
}: {
  pickUp: PickUpView;
  /** In full: nobody hands it over any more. */
  isRefunded: boolean;
  clock: { drawnAt: number; isAlive: boolean };
}) {
  const { code, locationName, street, postalCode, city, note, doneAt } = pickUp;
  if (doneAt === null && isRefunded) return null;
  return (
    <section class="pick-up" aria-label="Pick-up">
      <strong>
        {doneAt === null ? `Collect it at ${locationName}` : `Collected at ${locationName}`}
      </strong>
      {doneAt === null ? (
        <>
          <span class="pick-up-code">
            {code.slice(0, 3)} {code.slice(3)}
          </span>
          <span class="soft">Show this code there.</span>
        </>
      ) : (
        <span class="soft">
          Handed over <Moment at={doneAt} now={clock.drawnAt} isLocal={clock.isAlive} />
        </span>
      )}
      <address>
        {[street, `${postalCode} ${city}`.trim()].filter((part) => part !== '').join(', ')}
      </address>
      {note !== '' && doneAt === null && <span>{note}</span>}
    </section>
  );
}
