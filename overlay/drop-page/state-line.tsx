/** @jsxImportSource preact */
import { dropPhase, type PublicDropView } from '../../server/protocol/drops.ts';
import { countdownTarget } from '../shared/countdown.ts';
import { Countdown } from '../viewer-page/countdown.tsx';
import { Moment } from '../viewer-page/moment.tsx';
import { PAGE_STATES, type PageState } from './page-state.ts';
import type { DropNow } from './use-live-drop.ts';

/** The state in two words, and when it changes by itself. */
export function StateLine({
  state,
  view,
  isOpenEarly,
  drop,
}: {
  state: PageState;
  view: Pick<PublicDropView, 'fairness' | 'entriesCloseAt' | 'lot'>;
  /** It is open for this viewer before it starts for everybody. */
  isOpenEarly: boolean;
  drop: DropNow;
}) {
  const { facts, drawnAt, isAlive } = drop;
  const lotsAt = lotsDrawnAt(view, drop);
  const until = lotsAt ?? countdownTarget(facts, drawnAt);
  const word = () => {
    if (lotsAt !== null) return 'Lots are drawn ';
    if (dropPhase(facts, drawnAt) !== 'scheduled') return 'Ends ';
    return isOpenEarly ? 'For everybody ' : 'Starts ';
  };
  const heading = () => {
    if (lotsAt !== null) return 'Entries are open';
    return isOpenEarly ? 'Open for you' : PAGE_STATES[state].heading;
  };
  return (
    <div class={`state-line is-${lotsAt === null ? state : 'live'}`}>
      <p class="state" role="status">
        <span class="dot" aria-hidden="true" />
        {heading()}
      </p>
      {until !== null && (
        <>
          <p class="until soft">
            {word()}
            <Moment at={until} now={drawnAt} isLocal={isAlive} />
          </p>
          <Countdown key={until} until={until} clock={drop} />
        </>
      )}
    </div>
  );
}

/** When the lots of a draw are drawn, while one can enter: "almost gone" would hurry nobody rightly. */
function lotsDrawnAt(
  { fairness, entriesCloseAt, lot }: Pick<PublicDropView, 'fairness' | 'entriesCloseAt' | 'lot'>,
  { facts, drawnAt }: DropNow,
): number | null {
  if (fairness !== 'draw' || entriesCloseAt === null || lot?.drawnAt) return null;
  const phase = dropPhase(facts, drawnAt);
  const isOpen = (phase === 'scheduled' || phase === 'live') && drawnAt < entriesCloseAt;
  return isOpen ? entriesCloseAt : null;
}
