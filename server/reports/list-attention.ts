import { previewPayouts } from '../payouts/preview-payouts.ts';
import type { Hub } from '../platform/hub.ts';
import { formatMinor } from '../protocol/money.ts';
import type { BrandOverview } from '../protocol/reports.ts';
import {
  countLapsedHolds,
  countStuckPayments,
  type ReportBrand,
  readPayoutDuties,
} from './reports.store.ts';

const DAY_MS = 86_400_000;
/** A payment page that could not be closed for so long is an incident. */
const STUCK_MS = 600_000;

/** What somebody of the brand should do or know now, each with the page where it is done. */
export async function listAttention(
  hub: Hub,
  brand: ReportBrand,
): Promise<BrandOverview['attention']> {
  const since = new Date(hub.clock.now().getTime() - DAY_MS);
  const lapsed = await countLapsedHolds(hub.db, { brandId: brand.id, since });
  const before = new Date(hub.clock.now().getTime() - STUCK_MS);
  const stuck = await countStuckPayments(hub.db, { brandId: brand.id, before });
  const duties = await readPayoutDuties(hub.db, brand.id);
  const { eligible } = await previewPayouts(hub, brand);
  const readyMinor = eligible.reduce((sum, { amount }) => sum + amount.minor, 0);
  const home = `/app/brands/${brand.slug}`;
  const money = formatMinor(readyMinor, brand.currency, 'en-GB');
  const items = [
    {
      is: stuck > 0,
      text: `Incident: the payment service has not answered about ${count(stuck, 'payment', 'payments')} for more than 10 minutes. The units stay held until it does.`,
      page: 'drops',
    },
    { is: readyMinor > 0, text: `${money} ready for payout.`, page: 'payouts' },
    {
      is: duties.drafts > 0,
      text: `${count(duties.drafts, 'payout batch waits', 'payout batches wait')} for approval.`,
      page: 'payouts',
    },
    {
      is: duties.unpaid > 0,
      text: `${count(duties.unpaid, 'approved payout is', 'approved payouts are')} not marked as sent.`,
      page: 'payouts',
    },
    {
      is: lapsed > 0,
      text: `${count(lapsed, 'hold', 'holds')} lapsed without a payment in the last 24 hours.`,
      page: 'drops',
    },
  ];
  return items.filter(({ is }) => is).map(({ text, page }) => ({ text, href: `${home}/${page}` }));
}

function count(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`;
}
