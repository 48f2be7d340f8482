import {
  ATTRIBUTION_ADVICE,
  type MissedSales,
  type TouchedOrder,
} from '../../protocol/attribution.ts';
import { RAW_CLICKS_KEPT_DAYS } from '../../protocol/links.ts';

type Facts = {
  orders: readonly TouchedOrder[];
  hits: readonly {
    verdict: string;
    rawReason: string | null;
    startsVisit: boolean;
    /** A flag stands against them: they count as nobody's. */
    isFlagged: boolean;
    /** The visitor, or their browser, refused to be measured. */
    isRefused: boolean;
    /** Of a whole day that the time touches: no more is kept of clicks that old. */
    isOld: boolean;
    count: number;
  }[];
  claims: { all: number; paid: number; lapsed: number; failed: number; open: number };
  closed: readonly { slug: string; isEnded: boolean }[];
};

/** What else happened in that time, each with what a creator can do about it. */
export function notesOf({ orders, hits, claims, closed }: Facts): MissedSales['notes'] {
  const count = (test: (hit: Facts['hits'][number]) => boolean) =>
    hits.filter(test).reduce((sum, hit) => sum + hit.count, 0);
  const isCounted = (hit: Facts['hits'][number]) => hit.verdict !== 'raw' && !hit.isFlagged;
  const visits = count((hit) => isCounted(hit) && hit.startsVisit);
  const again = count((hit) => isCounted(hit) && !hit.startsVisit);
  const flagged = count(({ verdict, isFlagged }) => verdict !== 'raw' && isFlagged);
  const refused = count((hit) => isCounted(hit) && hit.isRefused);
  const nobody = count(({ verdict }) => verdict === 'raw');
  const notes: (MissedSales['notes'][number] & { is: boolean })[] = [
    {
      is: orders.length === 0,
      text: 'No paid order of this time came from somebody who had tapped your link or claimed through you.',
      advice:
        'Ask the viewer for the time and whether a payment was confirmed by mail. Somebody who typed the shop’s address without your link cannot be told from anybody else.',
    },
    {
      is: visits > 0,
      text: `${many(visits, 'visit', 'visits')} came by your links${again > 0 ? `; ${many(again, 'more hit', 'more hits')} of the same people within 30 minutes ${again === 1 ? 'belongs' : 'belong'} to them` : ''}.`,
      advice: null,
    },
    {
      is: visits === 0,
      text: 'Nobody came by your links in this time.',
      advice:
        'Open your own link once to see that it leads to the drop, and check the address in your bio.',
    },
    {
      is: hits.some(({ isOld }) => isOld),
      text: `Clicks of more than ${RAW_CLICKS_KEPT_DAYS} days ago are kept as the sums of their days, so hits of whole days are counted here.`,
      advice: null,
    },
    {
      is: refused > 0,
      text: `${many(refused, 'click, whose visitor asked not to be measured, brings', 'clicks, whose visitors asked not to be measured, bring')} nobody a customer.`,
      advice: ATTRIBUTION_ADVICE.CONSENT_MISSING,
    },
    {
      is: nobody > 0,
      text: `${many(nobody, 'hit was', 'hits were')} no person: previews of chats, browsers that look ahead, robots.`,
      advice: null,
    },
    {
      is: flagged > 0,
      text: `${many(flagged, 'hit does', 'hits do')} not count, because nobody seems to be behind ${flagged === 1 ? 'it' : 'them'}: the brand looks at that, or has.`,
      advice:
        'Ask the brand to look again if you know who came. Who brought a customer stays as it is.',
    },
    {
      is: claims.lapsed > 0,
      text: `${many(claims.lapsed, 'claim', 'claims')} through you lapsed without a payment: no sale, and the units went back.`,
      advice: 'Say on air that a hold lasts a few minutes only.',
    },
    {
      is: claims.failed > 0,
      text: `${many(claims.failed, 'payment', 'payments')} through you failed.`,
      advice: null,
    },
    {
      is: claims.open > 0,
      text: `${many(claims.open, 'claim is', 'claims are')} held or being paid right now.`,
      advice: 'Look again in a few minutes.',
    },
    ...closed.map(({ slug, isEnded }) => ({
      is: true,
      text: `/r/${slug} is ${isEnded ? 'ended' : 'paused'}: whoever taps it reaches a page that says so, and nothing is counted.`,
      advice: isEnded ? 'Replace it where it is still printed.' : 'Resume it above.',
    })),
  ];
  return notes.filter(({ is }) => is).map(({ text, advice }) => ({ text, advice }));
}

function many(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
