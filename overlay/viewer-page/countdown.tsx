/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { countdownText, startCountdown } from '../shared/countdown.ts';

/** The server's time as a page knows it. */
export type PageClock = {
  now: () => number;
  /** False while `now` is only an estimate. */
  isSure: () => boolean;
  /** The server's time when the page was last drawn, epoch milliseconds. */
  drawnAt: number;
};

/**
 * Time left until `until`, in figures that do not jump. Hidden where scripts are off, because a
 * clock that stands still is wrong; the page names the moment itself beside it.
 */
export function Countdown({
  until,
  clock,
}: {
  /** Epoch milliseconds, the server's. */
  until: number;
  clock: PageClock;
}) {
  const { now, isSure } = clock;
  const [leftMs, setLeftMs] = useState(until - clock.drawnAt);
  const [wasSure, setSure] = useState(true);
  useEffect(
    () =>
      startCountdown({
        now,
        isSure,
        targetAt: () => until,
        onTick: (left) => {
          setLeftMs(left ?? 0);
          setSure(isSure());
        },
      }),
    [until, now, isSure],
  );
  const isShort = leftMs < 60_000;
  return (
    <span class={`countdown needs-script${isShort ? ' is-short' : ''}`} role="timer">
      {countdownText(leftMs, { isSure: wasSure })}
    </span>
  );
}
