import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CountdownNow, CountdownPageData } from '../../server/protocol/viewer-pages.ts';
import { type ClockSync, createClockSync } from '../shared/clock-sync.ts';
import { startCountdown } from '../shared/countdown.ts';
import { whenTimeIsDue } from '../shared/when-time-is-due.ts';

const ASK_EVERY_MS = 30_000;

/**
 * The hub's time and the drop's window. The page may come out of a cache, so it asks at once what time
 * it is, and again now and then, since a drop may be paused or moved. Before the first answer it does not
 * know the time; after one it counts on without the next.
 */
export function useCountdownNow(
  isAlive: boolean,
  { slug, now: deliveredAt, facts }: CountdownPageData,
) {
  const [known, setKnown] = useState(facts);
  const [drawnAt, setDrawnAt] = useState(deliveredAt);
  const [hasRun, setRun] = useState(false);
  const [isTimeKnown, setTimeKnown] = useState(false);
  const clock = useRef<ClockSync | null>(null);
  const now = useCallback(() => clock.current?.now() ?? deliveredAt, [deliveredAt]);
  const isSure = useCallback(() => clock.current?.isSure() ?? true, []);

  useEffect(() => {
    if (!isAlive) return;
    const running = createClockSync();
    clock.current = running;
    running.seed(deliveredAt);
    setRun(true);
    const ask = async () => {
      const askedAt = performance.now();
      const answer = await fetch(`/d/${slug}/countdown.json`).catch(() => null);
      if (!answer?.ok) return;
      const said = (await answer.json()) as CountdownNow;
      running.seed(said.now + (performance.now() - askedAt) / 2);
      setKnown(said.facts);
      setTimeKnown(true);
      setDrawnAt(now());
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    const stopWatching = whenTimeIsDue(running, () => void ask());
    return () => {
      clearInterval(timer);
      stopWatching();
    };
  }, [isAlive, slug, deliveredAt, now]);

  useEffect(
    () =>
      startCountdown({
        now,
        isSure,
        targetAt: () => known.startsAt,
        onTick: () => setDrawnAt(now()),
      }),
    [known.startsAt, now, isSure],
  );

  return { facts: known, drawnAt, now, isSure, isAlive: hasRun, isTimeKnown };
}
