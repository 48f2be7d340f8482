/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { countdownText, startCountdown } from '../shared/countdown.ts';

/**
 * Time left until `until`, in figures that do not jump. Hidden where scripts are off, because a
 * clock that stands still is wrong; the page names the moment itself beside it.
 */
export function Countdown({
  until,
  now,
  drawnAt,
}: {
  /** Epoch milliseconds, the server's. */
  until: number;
  now: () => number;
  /** What the server drew it for, so that the first picture is the same. */
  drawnAt: number;
}) {
  const [leftMs, setLeftMs] = useState(until - drawnAt);
  useEffect(
    () => startCountdown({ now, targetAt: () => until, onTick: (left) => setLeftMs(left ?? 0) }),
    [until, now],
  );
  const isShort = leftMs < 60_000;
  return (
    <span class={`countdown needs-script${isShort ? ' is-short' : ''}`} role="timer">
      {countdownText(leftMs)}
    </span>
  );
}
