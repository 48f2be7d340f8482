/** @jsxImportSource preact */
import { dropPhase } from '../../server/protocol/drops.ts';
import { countdownTarget } from '../shared/countdown.ts';
import { Countdown } from '../viewer-page/countdown.tsx';
import { Moment } from '../viewer-page/moment.tsx';
import { PAGE_STATES, type PageState } from './page-state.ts';
import type { DropNow } from './use-live-drop.ts';

/** The state in two words, and when it changes by itself. */
export function StateLine({
  state,
  isOpenEarly,
  drop,
}: {
  state: PageState;
  /** It is open for this viewer before it starts for everybody. */
  isOpenEarly: boolean;
  drop: DropNow;
}) {
  const { facts, drawnAt, now, isAlive } = drop;
  const until = countdownTarget(facts, drawnAt);
  const isScheduled = dropPhase(facts, drawnAt) === 'scheduled';
  return (
    <div class={`state-line is-${state}`}>
      <p class="state" role="status">
        <span class="dot" aria-hidden="true" />
        {isOpenEarly ? 'Open for you' : PAGE_STATES[state].heading}
      </p>
      {until !== null && (
        <>
          <p class="until soft">
            {isScheduled ? (isOpenEarly ? 'For everybody ' : 'Starts ') : 'Ends '}
            <Moment at={until} now={drawnAt} isLocal={isAlive} />
          </p>
          <Countdown until={until} now={now} drawnAt={drawnAt} />
        </>
      )}
    </div>
  );
}
