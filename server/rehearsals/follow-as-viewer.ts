import { confirmClick } from '../links/confirm-click.ts';
import { followLink } from '../links/follow-link.ts';
import { linkTargetsOf } from '../links/link-targets.ts';
import { type Scene, standInOf, visitorOf } from './scene.ts';

/**
 * Follows a link of the rehearsal and confirms the click, as the landed page does. The row is written
 * from the signed click. The network is of the range that is set aside for examples (RFC 3849).
 */
export async function followAsViewer(scene: Scene, viewer: number): Promise<void> {
  const { hub, rehearsal, visits } = scene;
  const slug = standInOf(scene, viewer).linkSlug;
  const targets = linkTargetsOf(hub);
  const target = targets.peek(slug) ?? (await targets.load(slug));
  if (!target) return;
  const { signedClick } = followLink({ hub, visits }, target, {
    visitorId: visitorOf(rehearsal, viewer),
    query: '',
    referrerHost: null,
    trace: { networkPrefix: '2001:db8::/48', networkHash: null },
    at: hub.clock.now(),
  });
  scene.clicks.set(viewer, signedClick);
  await confirmClick(hub, { click: signedClick });
}
