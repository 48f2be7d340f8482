import type { Hub } from '../platform/hub.ts';
import type { OverlayReport } from '../protocol/live.ts';
import { type OverlayInstance, overlayInstances } from './overlay-instances.ts';

/** A page that says more than this has lost its mind: the portal needs no more. */
const LEAST_APART_MS = 200;

/** Keeps what a running page said of itself, in memory, until it says something else or goes. */
export function noteReport(hub: Hub, instance: OverlayInstance, report: OverlayReport): void {
  const heardAt = hub.clock.now().getTime();
  const { about } = instance;
  const sinceMs = heardAt - about.heardAt;
  if (about.report !== null && sinceMs >= 0 && sinceMs < LEAST_APART_MS) return;
  instance.about = { ...about, report, heardAt };
  overlayInstances(hub).reported();
}
