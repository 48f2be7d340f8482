/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { Desk } from '../../server/protocol/dock.ts';
import { type DropPhase, dropPhase } from '../../server/protocol/drops.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { countdownTarget, countdownText, startCountdown } from '../shared/countdown.ts';

export const PHASE_WORDS = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  live: 'Live',
  paused: 'Paused',
  sold_out: 'Sold out',
  ended: 'Ended',
} as const satisfies Record<DropPhase, string>;

/** What stands, large enough to be read from the corner of an eye. */
export function StatusLine(given: {
  state: DropStateMessage;
  desk: Desk;
  now: () => number;
  isTimeSure: () => boolean;
  isOnline: boolean;
}) {
  const { state, desk, now, isTimeSure, isOnline } = given;
  const [{ at, isSure }, setTime] = useState(() => ({ at: now(), isSure: isTimeSure() }));
  useEffect(
    () =>
      startCountdown({
        now,
        isSure: isTimeSure,
        targetAt: () => countdownTarget(state.facts, now()),
        onTick: () => setTime({ at: now(), isSure: isTimeSure() }),
      }),
    [state.facts, now, isTimeSure],
  );
  const phase = dropPhase(state.facts, at);
  const until = countdownTarget(state.facts, at);
  const { available, total, held } = state.stock;
  return (
    <section class={`status is-${phase}${isOnline ? '' : ' is-old'}`} aria-label="What stands">
      <p class="status-phase">
        {PHASE_WORDS[phase]}
        {desk.drop?.isRehearsal && <span class="test-mark">Rehearsal</span>}
      </p>
      <dl>
        <Fact name="left" value={String(available)} note={`of ${total}, ${held} held`} />
        <Fact
          name={phase === 'scheduled' ? 'to start' : 'to end'}
          value={until === null ? '–' : countdownText(until - at, { isSure })}
        />
        <Fact name="claims/min" value={String(desk.drop?.claimsPerMinute ?? 0)} />
      </dl>
      <Overlay presence={desk.overlay} />
    </section>
  );
}

function Fact({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div class="fact">
      <dt>
        {name}
        {note !== undefined && <span class="sr-only"> {note}</span>}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Connected is not yet seen: what the overlay says of itself comes after it. */
function Overlay({ presence: { connected, visible, inScene } }: { presence: Desk['overlay'] }) {
  if (connected === 0) return <p class="status-overlay is-bad">Overlay not connected</p>;
  const isSeen = visible !== 0 && inScene !== 0;
  const words = [
    connected === 1 ? 'Overlay connected' : `Overlay connected in ${connected} places`,
    visible === null ? '' : visible > 0 ? 'visible' : 'not visible',
    inScene === null ? '' : inScene > 0 ? 'in the live scene' : 'not in the live scene',
  ];
  return (
    <p class={`status-overlay ${isSeen ? 'is-good' : 'is-warn'}`}>
      {words.filter((word) => word !== '').join(' · ')}
    </p>
  );
}
