import { followLink, rawClick } from '../links/follow-link.ts';
import { linkTargetsOf } from '../links/link-targets.ts';
import type { NewClick } from '../links/record-click.ts';
import { invariant } from '../platform/invariant.ts';
import { CREATOR_KEYS } from './demo-brand.ts';
import type { DropPlan } from './demo-drops.ts';
import { referrerOf, traceOf } from './follow-demo-link.ts';
import { createDice, type Dice } from './rules/dice.ts';
import type { Stage } from './stage.ts';

/** Clicks per link of people who only look (some refuse to be measured), and of bots. */
const LOOKERS = 34;

/**
 * The clicks around one drop that lead to nothing, up to the clock's time: most of them while it
 * runs, some on the day before. Written down in one commit, as a burst is.
 */
export async function playClicks(
  stage: Stage,
  { drop, seed }: { drop: DropPlan; seed: number },
): Promise<number> {
  const dice = createDice(seed);
  const until = Math.min(drop.endsAt.getTime(), stage.hub.clock.now().getTime());
  const clicks: NewClick[] = [];
  for (const key of CREATOR_KEYS.filter((one) => drop.gates[one])) {
    for (const slug of stage.house.creators[key].linkSlugs) {
      const target = await linkTargetsOf(stage.hub).load(slug);
      invariant(target, `the link ${slug} exists`);
      const count = Math.floor(LOOKERS * dice.between(0.6, 1.4));
      for (let n = 0; n < count; n += 1) {
        const at = new Date(timeOf(dice, { startMs: drop.startsAt.getTime(), untilMs: until }));
        const hit = { referrerHost: referrerOf(slug, dice), trace: traceOf(dice), at };
        clicks.push(
          dice.chance(0.08)
            ? rawClick(target, { ...hit, rawReason: dice.pick(['bot', 'bot', 'prefetch', 'head']) })
            : followLink(stage, target, {
                ...{ ...hit, visitorId: null, query: '' },
                refusedBy: dice.chance(0.06) ? 'gpc' : null,
              }).click,
        );
      }
    }
  }
  await Promise.all(clicks.map((click) => stage.recorder.record(click)));
  return clicks.length;
}

function timeOf(dice: Dice, { startMs, untilMs }: { startMs: number; untilMs: number }): number {
  const DAY_MS = 86_400_000;
  return Math.floor(
    dice.chance(0.2)
      ? startMs - DAY_MS * dice.throw()
      : startMs + (untilMs - startMs) * dice.throw() ** 1.5,
  );
}
