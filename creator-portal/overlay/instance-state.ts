import type { OverlayInstanceView } from '../../server/protocol/live.ts';

/** In the scene on air, in OBS but not there, not seen at all, seen in some browser, or not known yet. */
export type InstanceState = 'live' | 'ready' | 'hidden' | 'shown' | 'new';

/** What a page is doing, as far as OBS lets it know. */
export function instanceState({ report }: OverlayInstanceView): InstanceState {
  if (report === null) return 'new';
  if (report.active === true) return 'live';
  if (!report.visible) return 'hidden';
  return report.active === false ? 'ready' : 'shown';
}

/** How its stock and its word stand, in seconds; what is in order is null. */
export function instanceAge({ report, silentMs }: OverlayInstanceView): {
  oldSeconds: number | null;
  silentSeconds: number | null;
} {
  const ageMs = (report?.ageMs ?? 0) + silentMs;
  return {
    // It hears all of it every 5 s, and says so every 5 s.
    silentSeconds: silentMs > 12_000 ? Math.round(silentMs / 1_000) : null,
    oldSeconds: ageMs > 15_000 ? Math.round(ageMs / 1_000) : null,
  };
}
