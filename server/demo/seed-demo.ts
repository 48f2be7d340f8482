import { createClickRecorder } from '../links/record-click.ts';
import { createVisitMemory } from '../links/visit-memory.ts';
import { settleReactions } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import type { DemoSignIn } from '../protocol/accounts.ts';
import { reactions } from '../reactions.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { createAgenda } from './agenda.ts';
import {
  DEMO_KEY,
  dropSetting,
  findSetting,
  markMailsSent,
  REMOVED_KEY,
  SEEDING_KEY,
  saveSetting,
} from './demo.store.ts';
import { DEMO_SIGN_INS } from './demo-brand.ts';
import { planCrowds } from './demo-crowds.ts';
import { DROP_KEYS, planDrops } from './demo-drops.ts';
import { openHouse } from './open-house.ts';
import { playBackOffice } from './play-back-office.ts';
import { playClicks } from './play-clicks.ts';
import { playDrop } from './play-drop.ts';
import { playVisit } from './play-visit.ts';
import { removeDemo } from './remove-demo.ts';
import type { DemoWorld, Stage } from './stage.ts';

const DAY_MS = 86_400_000;
/** When the brand opens its workspace: a little before its first drop is published. */
const HISTORY_DAYS = 66;

/**
 * Makes the demo: a brand, three creators and two months of drops, by running the real verbs with a
 * moved clock, so that every figure on every page has come about as it would in earnest. The same
 * story on every machine; it ends at `world.now`, with one drop live and one scheduled.
 *
 * For the built-in Stripe test server on a loopback address only, unless asked for: the sign-ins are
 * public. Whoever calls it sees to that, to nothing else running on this hub meanwhile, and to the
 * test server's waiting webhooks afterwards (`acknowledgePending`: everything is settled already).
 * A seeding that broke off is removed first.
 */
export async function seedDemo(hub: Hub, world: DemoWorld): Promise<DemoSignIn[]> {
  const say = world.onProgress ?? (() => undefined);
  if (await findSetting(hub.db, SEEDING_KEY)) await removeDemo(hub);
  world.clock.set(new Date(world.now.getTime() - HISTORY_DAYS * DAY_MS));
  await dropSetting(hub.db, REMOVED_KEY);
  await saveSetting(hub.db, SEEDING_KEY, world.now.toISOString());
  await saveSetting(hub.db, DEMO_KEY, JSON.stringify(DEMO_SIGN_INS));

  say('opening the demo brand');
  const stage = await openStage(hub, world);
  await playStory(stage, world.now, say);
  await stage.recorder.drain();
  await settleReactions(hub, reactions);
  await keepReports(hub);
  const demoEmails = DEMO_SIGN_INS.map(({ email }) => email);
  await markMailsSent(hub.db, { demoEmails, at: world.now });
  await dropSetting(hub.db, SEEDING_KEY);
  return DEMO_SIGN_INS;
}

async function openStage(hub: Hub, { clock, pay, engine }: DemoWorld): Promise<Stage> {
  return {
    hub,
    agenda: createAgenda(clock),
    pay,
    house: await openHouse(hub),
    recorder: createClickRecorder(hub, engine),
    visits: createVisitMemory(),
    visitorIds: new Map(),
  };
}

async function playStory(stage: Stage, now: Date, say: (text: string) => void): Promise<void> {
  const drops = planDrops(now);
  const crowds = planCrowds();
  playBackOffice(stage, now);
  playDrop(stage, drops.nextUp);
  for (const [index, key] of DROP_KEYS.entries()) {
    const drop = drops[key];
    playDrop(stage, drop);
    for (const visit of crowds[key]) playVisit(stage, { drop, visit });
    stage.agenda.plan(drop.startsAt, async () => say(`playing the drop “${drop.title}”`));
    const endsAt = drop.endsAt < now ? drop.endsAt : now;
    stage.agenda.plan(endsAt, () => playClicks(stage, { drop, seed: 7 + index }));
  }
  await stage.agenda.playUntil(now);
}
