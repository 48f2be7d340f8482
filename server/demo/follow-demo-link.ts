import { confirmClick } from '../links/confirm-click.ts';
import { followLink } from '../links/follow-link.ts';
import { linkTargetsOf } from '../links/link-targets.ts';
import { invariant } from '../platform/invariant.ts';
import { CLICK_PARAMETER } from '../protocol/links.ts';
import type { HiredCreator } from './open-house.ts';
import type { Dice } from './rules/dice.ts';
import type { Stage } from './stage.ts';

/** Follows a creator's link now and confirms the click, as a landed page does; the signed click. */
export async function followDemoLink(
  { hub, recorder, visits, visitorIds }: Stage,
  { person, creator, dice }: { person: number; creator: HiredCreator; dice: Dice },
): Promise<string> {
  const slug = dice.chance(0.7) ? creator.linkSlugs[1] : creator.linkSlugs[0];
  invariant(slug, `${creator.handle} has links`);
  const target = await linkTargetsOf(hub).load(slug);
  invariant(target, `the link ${slug} exists`);
  const followed = followLink({ hub, visits }, target, {
    visitorId: visitorIds.get(person) ?? null,
    query: '',
    referrerHost: referrerOf(slug, dice),
    trace: traceOf(dice),
    at: hub.clock.now(),
  });
  visitorIds.set(person, followed.visitorId);
  await recorder.record(followed.click);
  invariant(followed.location, `the link ${slug} leads to a drop`);
  const click = new URL(followed.location, hub.publicUrl).searchParams.get(CLICK_PARAMETER);
  invariant(click, 'a followed link carries its click');
  await confirmClick(hub, { click });
  return click;
}

/** A network of the range that is set aside for examples (RFC 3849): nobody's. */
export function traceOf(dice: Dice): { networkPrefix: string; networkHash: null } {
  return {
    networkPrefix: `2001:db8:${Math.floor(dice.between(1, 65_535)).toString(16)}::/48`,
    networkHash: null,
  };
}

export function referrerOf(slug: string, dice: Dice): string | null {
  return slug.endsWith('-bio')
    ? dice.pick(['l.instagram.com', 'www.tiktok.com', null])
    : dice.pick(['www.twitch.tv', 'www.youtube.com', null]);
}
