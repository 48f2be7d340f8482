/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { DeskDrop } from '../../server/protocol/dock.ts';
import { dropPhase } from '../../server/protocol/drops.ts';
import type { ViewProps } from './dock-page.tsx';
import { HoldButton } from './hold-button.tsx';

/** Start, pause, go on, release, extend, end: what the brand allows, and a word on what it does not. */
export function SteerView(props: ViewProps) {
  const { drop, state, stand } = props;
  const phase = dropPhase(state.facts, stand.now());
  const isRunning = phase === 'live' || phase === 'sold_out';
  const isOver = phase === 'ended';
  if (isOver) return <p class="soft">This drop has ended. There is nothing left to steer.</p>;
  return (
    <div class="stack">
      {phase === 'scheduled' && <Start {...props} />}
      {phase === 'paused' && <Resume {...props} />}
      {isRunning && <Pause {...props} />}
      <Release {...props} />
      <Extend {...props} />
      {phase !== 'scheduled' && <End {...props} />}
      <button
        type="button"
        class="button is-quiet"
        disabled={!props.isReady}
        aria-busy={stand.pending === 'test'}
        onClick={() => void props.acts.give({ act: 'test' }, 'Played on the overlay.')}
      >
        Test the overlay
      </button>
      <NotAllowed drop={drop} />
    </div>
  );
}

function Start({ drop, stand, acts, isReady }: ViewProps) {
  if (!drop.grant.mayStart || drop.isByLot) return null;
  return (
    <HoldButton
      disabled={!isReady}
      isBusy={stand.pending === 'start'}
      onDone={() => void acts.give({ act: 'start' }, 'Started. The drop is live.')}
    >
      Hold to start now
    </HoldButton>
  );
}

const REASONS = ['Back in a moment', 'A technical problem', 'Counting the stock'] as const;

function Pause({ drop, stand, acts, isReady }: ViewProps) {
  const [reason, setReason] = useState<string>(REASONS[0]);
  if (!drop.grant.mayPause) return null;
  const text = reason.trim();
  return (
    <fieldset class="box" aria-label="Pause">
      <HoldButton
        disabled={!isReady || text.length < 3}
        isBusy={stand.pending === 'pause'}
        onDone={() => void acts.give({ act: 'pause', reason: text }, 'Paused. Nobody can claim.')}
      >
        Hold to pause
      </HoldButton>
      <label class="field">
        <span>Reason, which everybody reads</span>
        <input
          value={reason}
          maxLength={200}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div class="chips">
        {REASONS.map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={one === text}
            onClick={() => setReason(one)}
          >
            {one}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Resume({ drop, state, stand, acts, isReady }: ViewProps) {
  return (
    <div class="box">
      <p>
        Paused: <strong>{state.pauseReason}</strong>
      </p>
      {drop.grant.mayPause && (
        <button
          type="button"
          class="button is-primary"
          disabled={!isReady}
          aria-busy={stand.pending === 'resume'}
          onClick={() => void acts.give({ act: 'resume' }, 'Going on.')}
        >
          Go on
        </button>
      )}
    </div>
  );
}

function Release({ drop, stand, acts, isReady }: ViewProps) {
  const left = Math.max(0, drop.grant.releaseUnits - drop.grant.releasedUnits);
  const [skuId, setSkuId] = useState(drop.items[0]?.skuId ?? '');
  const [wanted, setWanted] = useState('10');
  if (drop.grant.releaseUnits === 0) return null;
  const units = Math.floor(Number(wanted));
  const isFit = units >= 1;
  const release = (event: Event) => {
    event.preventDefault();
    if (isFit) void acts.give({ act: 'release', skuId, units }, `${units} released.`);
  };
  return (
    <form class="box" onSubmit={release}>
      <h2>Release units</h2>
      <p class="soft fine">
        {left} of {drop.grant.releaseUnits} left to release
      </p>
      <Items drop={drop} chosen={skuId} onChoose={setSkuId} />
      <div class="row">
        <label class="field is-short">
          <span>Units</span>
          <input
            inputMode="numeric"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
        <button
          type="submit"
          class="button is-plain"
          disabled={!isReady || !isFit || left === 0}
          aria-busy={stand.pending === 'release'}
        >
          {isFit ? `Release ${units}` : 'Release'}
        </button>
      </div>
    </form>
  );
}

function Items({
  drop,
  chosen,
  onChoose,
}: {
  drop: DeskDrop;
  chosen: string;
  onChoose: (skuId: string) => void;
}) {
  if (drop.items.length < 2) return null;
  return (
    <label class="field">
      <span>Article</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {drop.items.map(({ skuId, name }) => (
          <option key={skuId} value={skuId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const STEPS = [5, 10, 15] as const;

function Extend({ drop, stand, acts, isReady }: ViewProps) {
  const left = Math.max(0, drop.grant.extendMinutes - drop.grant.extendedMinutes);
  if (drop.grant.extendMinutes === 0) return null;
  return (
    <fieldset class="box">
      <legend>Extend</legend>
      <p class="soft fine">
        {left} of {drop.grant.extendMinutes} min left. Everybody sees it in the log.
      </p>
      <div class="row">
        {STEPS.map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="button is-plain"
            disabled={!isReady || minutes > left}
            aria-busy={stand.pending === 'extend'}
            onClick={() =>
              void acts.give({ act: 'extend', minutes }, `Extended by ${minutes} min.`)
            }
          >
            +{minutes} min
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function End({ drop, stand, acts, isReady }: ViewProps) {
  if (!drop.grant.mayEnd) return null;
  return (
    <HoldButton
      disabled={!isReady}
      isBusy={stand.pending === 'end'}
      onDone={() => void acts.give({ act: 'end' }, 'Ended. Units on hold may still be paid for.')}
    >
      Hold to end the drop
    </HoldButton>
  );
}

/** What is missing here is missing on purpose. */
function NotAllowed({ drop: { grant, isByLot } }: { drop: DeskDrop }) {
  const words = [
    grant.mayStart && !isByLot ? '' : 'start',
    grant.mayPause ? '' : 'pause',
    grant.releaseUnits > 0 ? '' : 'release units',
    grant.extendMinutes > 0 ? '' : 'extend',
    grant.mayEnd ? '' : 'end',
  ].filter((word) => word !== '');
  if (words.length === 0) return null;
  return <p class="soft fine">Not opened to you by the brand in this drop: {words.join(', ')}.</p>;
}
