import { useEffect, useState } from 'react';
import { formatSpan, formatTime, type TimeForm } from './format-time.ts';
import { useTimeZone } from './time-zone.ts';

/** A moment in the workspace's zone; hovering names the zone. */
export function Time({ at, form = 'date-time' }: { at: number; form?: TimeForm }) {
  const timeZone = useTimeZone();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatTime(at, 'date-time', timeZone)} (${timeZone})`}
      className="whitespace-nowrap"
    >
      {formatTime(at, form, timeZone)}
    </time>
  );
}

/** Time left until a moment, counting. Silent for screen readers, which hear the moment itself. */
export function Countdown({ to }: { to: number }) {
  const now = useNow(1000);
  const timeZone = useTimeZone();
  return (
    <span className="whitespace-nowrap tabular-nums">
      <span aria-hidden="true">{formatSpan(to - now)}</span>
      <span className="sr-only">{formatTime(to, 'date-time', timeZone)}</span>
    </span>
  );
}

/** The present, refreshed every so often. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
