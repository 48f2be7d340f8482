import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import type { Hub } from '../platform/hub.ts';
import type { EarningsView } from '../protocol/payouts.ts';
import {
  listHolds,
  listLinesOfCreator,
  readLineContext,
  sumBalances,
  sumEarnedSince,
  sumOpenPayouts,
} from './earnings.store.ts';
import { presentEarning } from './present-earning.ts';

const PAGE = 25;

/** A creator as a permission: whose earnings, and in which zone dates are read. */
export type EarningCreator = { id: string; timeZone: string };

/**
 * A creator's balances per currency and a page of lines, newest first, each with its state, a
 * sentence and the reasons. Lines never vanish: what was reversed stays and says so.
 */
export async function listEarnings(
  hub: Hub,
  creator: EarningCreator,
  { cursor }: { cursor: string | null },
): Promise<EarningsView> {
  const found = await listLinesOfCreator(hub.db, {
    creatorId: creator.id,
    before: cursor,
    limit: PAGE + 1,
  });
  const lines = found.slice(0, PAGE);
  const context = await readLineContext(hub.db, lines);
  return {
    currencies: await totalsOf(hub, creator),
    lines: lines.map((line) => presentEarning(line, context, creator.timeZone)),
    nextCursor: found.length > PAGE ? (lines.at(-1)?.id ?? null) : null,
  };
}

async function totalsOf(hub: Hub, creator: EarningCreator): Promise<EarningsView['currencies']> {
  const { db, clock } = hub;
  const since = new Date(startOfDay(new TZDate(clock.now(), creator.timeZone)).getTime());
  const balances = await sumBalances(db, creator.id);
  const inPayout = await sumOpenPayouts(db, creator.id);
  const earned = await sumEarnedSince(db, { creatorId: creator.id, since });
  const holds = await listHolds(db, creator.id);
  const currencies = new Set(balances.map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const inAccount = (name: string) =>
      balances.find((one) => one.currency === currency && one.account === name)?.minor ?? 0;
    const money = (minor: number) => ({ minor, currency });
    const clearing = inAccount('payout_clearing');
    // What is on its way has left the available account already.
    const waiting = (inPayout.get(currency) ?? 0) - clearing;
    return {
      currency,
      onHold: money(inAccount('creator_pending')),
      held: money(inAccount('creator_held')),
      available: money(inAccount('creator_available') - waiting),
      inPayout: money(waiting + clearing),
      paid: money(inAccount('creator_paid')),
      earnedToday: money(earned.get(currency) ?? 0),
      nextRelease: nextRelease(holds, { currency, timeZone: creator.timeZone }),
    };
  });
}

/** The first day on which something leaves the hold, and all that does on that day. */
function nextRelease(
  holds: readonly { currency: string; holdUntil: Date; pendingMinor: number }[],
  { currency, timeZone }: { currency: string; timeZone: string },
): EarningsView['currencies'][number]['nextRelease'] {
  const due = holds
    .filter((hold) => hold.currency === currency && hold.pendingMinor > 0)
    .sort((a, b) => a.holdUntil.getTime() - b.holdUntil.getTime());
  const [first] = due;
  if (!first) return null;
  const dayOf = (at: Date) => startOfDay(new TZDate(at, timeZone)).getTime();
  const minor = due
    .filter(({ holdUntil }) => dayOf(holdUntil) === dayOf(first.holdUntil))
    .reduce((sum, { pendingMinor }) => sum + pendingMinor, 0);
  return { at: first.holdUntil.getTime(), amount: { minor, currency } };
}
