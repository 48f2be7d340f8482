import type { ClockSync } from './clock-sync.ts';

/**
 * Calls `ask` when a page may have to learn the time anew: its clock is not sure any more, the line
 * is back, or the reader is. Returns the function that ends it.
 */
export function whenTimeIsDue(clock: ClockSync, ask: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') ask();
  };
  const stopWatching = clock.watch(ask);
  addEventListener('online', ask);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    stopWatching();
    removeEventListener('online', ask);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
