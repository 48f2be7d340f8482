import type { OverlayReport } from '../../server/protocol/live.ts';
import { watchObs } from './watch-obs.ts';

const EVERY_MS = 5_000;
/** Several changes in one go are one report. */
const SOON_MS = 300;

/**
 * Tells the hub how this page is doing, on every change and every 5 s, so that its creator sees in
 * the portal what OBS shows.
 */
export function reportStatus(parts: {
  version: () => number | null;
  ageMs: () => number;
  fps: () => number | null;
  send: (report: OverlayReport) => void;
}): { changed: () => void } {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const obs = watchObs(changed);

  function changed(): void {
    soon ??= setTimeout(tell, SOON_MS);
  }

  function tell(): void {
    clearTimeout(soon);
    soon = undefined;
    const ageMs = Math.round(parts.ageMs());
    parts.send({
      v: parts.version(),
      ageMs: Number.isFinite(ageMs) ? Math.max(0, ageMs) : 0,
      visible: document.visibilityState === 'visible',
      active: obs.active,
      streaming: obs.streaming,
      fps: parts.fps(),
    });
  }

  document.addEventListener('visibilitychange', changed);
  setInterval(tell, EVERY_MS);
  return { changed };
}
