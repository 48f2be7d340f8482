import type { OverlaySession } from '../../server/protocol/live.ts';
import { type View, write } from './build-view.ts';
import { Refused } from './session.ts';

/** OBS may start before the hub: asks until there is an answer, never in step with others. */
export async function untilAnswered(
  view: View,
  ask: () => Promise<OverlaySession>,
): Promise<OverlaySession> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const isRefused = error instanceof Refused;
      if (isRefused)
        explain(view, 'This overlay has a new address. Copy it again from the portal.');
      const longestMs = isRefused ? 30_000 : Math.min(5_000, 500 * 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, longestMs * (0.5 + Math.random() / 2)));
    }
  }
}

/** Only where nothing is on air yet: a running overlay never shows a fault to an audience. */
function explain(view: View, text: string): void {
  if (view.stage.dataset.shown !== 'true') write(view.notice, text);
}
