import { decideOrder } from '../attribution/decide-order.ts';
import { followMerge } from '../attribution/follow-merge.ts';
import { followUnmerge } from '../attribution/follow-unmerge.ts';
import { recordDispute } from '../checkout/record-dispute.ts';
import type { DisputeStatus } from '../checkout/rules/net-of-order.ts';
import { acceptVersion } from '../contracts/accept-version.ts';
import { proposeVersion } from '../contracts/propose-version.ts';
import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import { adjustCommission } from '../payouts/adjust-commission.ts';
import { followAttributionChange } from '../payouts/follow-attribution-change.ts';
import { followBankPayout } from '../payouts/follow-bank-payout.ts';
import { followDisputes } from '../payouts/follow-disputes.ts';
import { followFlag } from '../payouts/follow-flag.ts';
import { followRedecision } from '../payouts/follow-redecision.ts';
import { followTransfer } from '../payouts/follow-transfer.ts';
import { followPayoutAccount } from '../payouts/payout-account.ts';
import { postCommission } from '../payouts/post-commission.ts';
import { followOrderInLtv } from '../payouts/settle-ltv-fees.ts';
import { movableClock } from '../platform/clock.ts';
import type { Engine } from '../platform/engine.ts';
import { type Reactions, settleReactions } from '../platform/happenings.ts';
import { Problem } from '../platform/problem.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { createTestDatabase } from './database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from './factories.ts';
import { TEST_START, testHub } from './hub.ts';
import { makeOrder, makeRefund, makeShopOrder } from './orders.ts';
import { testStripe } from './stripe.ts';

const DAY_MS = 86_400_000;
const REACTIONS: Reactions = {
  'order.paid': [decideOrder],
  'order.decided': [postCommission, followDisputes],
  'order.refunded': [adjustCommission, followOrderInLtv],
  'order.disputed': [followDisputes, followOrderInLtv],
  'order.redecided': [followRedecision],
  'customers.merged': [followMerge],
  'customers.unmerged': [followUnmerge],
  'attribution.changed': [followAttributionChange],
  'flag.decided': [followFlag],
  'transfer.changed': [followTransfer],
  'bank_payout.changed': [followBankPayout],
  'payout_account.changed': [followPayoutAccount],
};

/**
 * One brand with two creators in one drop, on a database of its own: everything that an example
 * about commissions and payouts needs. 10 % for new customers, 5 % for others, 30 days of hold.
 */
export async function openMoneyHouse(
  engine: Engine,
  terms: Partial<ContractTerms> = {},
  { start = TEST_START, withStripe = false }: { start?: Date; withStripe?: boolean } = {},
) {
  const { db, close: closeDatabase } = await createTestDatabase(engine);
  const clock = movableClock(start);
  const stripe = withStripe ? await testStripe(clock) : null;
  const hub = testHub(db, { clock, ...(stripe ? { stripe: stripe.address } : {}) });
  const close = async () => {
    await stripe?.server.close();
    await closeDatabase();
  };
  const brand = await makeBrand(hub);
  // The shop's sales are numbered by the brand, far from those that tests make themselves.
  await db.brand.update({ where: { id: brand.id }, data: { lastOrderNumber: 500_000 } });
  const agreed = {
    newCustomerBps: 1000,
    existingCustomerBps: 500,
    holdDays: 30,
    minimumPayoutMinor: 0,
    ...terms,
  };
  const ana = await hire(agreed);
  const ben = await hire(agreed);
  const sku = await makeSku(hub, { brandId: brand.id });
  const contractIds = [ana.contract.id, ben.contract.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 500 });

  async function hire(hired: Partial<ContractTerms>) {
    const creator = await makeCreator(hub);
    const given = { brandId: brand.id, creatorId: creator.id, terms: hired };
    return { creator, contract: await makeContract(hub, given) };
  }

  const settle = async () => {
    await settleReactions(hub, REACTIONS);
    await keepReports(hub);
  };

  return {
    hub,
    brand,
    ana,
    ben,
    drop,
    close,
    settle,
    /** The payment service; only with `withStripe`. */
    stripe: stripe?.server ?? null,
    /** Sells through a creator, and runs what follows. */
    async sell(
      seller: typeof ana,
      given: Omit<Parameters<typeof makeOrder>[1], 'brandId' | 'drop' | 'contract'> & {
        drop?: Awaited<ReturnType<typeof makeDrop>>;
      } = {},
    ) {
      const claimedAt = given.claimedAt ?? clock.now();
      const sold = { brandId: brand.id, drop, claimedAt, ...given };
      const contract = await db.contract.findUniqueOrThrow({
        where: { id: seller.contract.id },
        include: { versions: true },
      });
      const { publishedAt } = sold.drop;
      const version = versionForDrop(contract, { publishedAt, at: claimedAt });
      if (!version) throw new Problem('gate_closed');
      const order = await makeOrder(hub, { ...sold, contract: { id: contract.id, version } });
      await settle();
      return order;
    },
    /**
     * Both sides agree on other terms, as the verbs do it; what they lower holds after the notice. Sales
     * through `seller` count by them from then on.
     */
    async agree(seller: typeof ana, change: Partial<ContractTerms>) {
      const { contract, creator } = seller;
      const before = await db.contractVersion.findFirstOrThrow({
        where: { contractId: contract.id },
        orderBy: { number: 'desc' },
      });
      const terms = { ...contractTermsSchema.parse(JSON.parse(before.terms)), ...change };
      clock.advance(1);
      const given = { contractId: contract.id, terms, me: brand.owner };
      const { versions } = await proposeVersion(hub, given);
      const { id: versionId = '', termsHash = '' } = versions[0] ?? {};
      const answer = { contractId: contract.id, versionId, termsHash, me: creator.user };
      await acceptVersion(hub, answer);
      clock.advance(1);
    },
    /** The brand's own shop sells to somebody, outside any drop; runs what follows. */
    async shop(email: string, capturedMinor = 4900) {
      const given = { brandId: brand.id, email, capturedMinor };
      const orderId = await makeShopOrder(hub, given);
      await settle();
      return orderId;
    },
    /** Refunds a part, and runs what follows. */
    async refund(orderId: string, amountMinor: number) {
      await makeRefund(hub, { orderId, amountMinor });
      await settle();
    },
    /** Opens a dispute over a part, or moves one on, and runs what follows. */
    async dispute(
      orderId: string,
      {
        id = 'du_1',
        ...told
      }: { id?: string; amountMinor: number; status?: DisputeStatus; toldAt?: Date },
    ) {
      await recordDispute(hub, orderId, {
        id,
        currency: brand.currency,
        reason: 'fraudulent',
        status: 'open',
        openedAt: hub.clock.now(),
        evidenceDueAt: null,
        toldAt: hub.clock.now(),
        ...told,
      });
      await settle();
    },
    days: (count: number) => hub.clock.advance(count * DAY_MS),
    /** What the creator has in each account, in minor units; held and clearing only when there is any. */
    async balances(creatorId: string) {
      const rows = await db.ledgerEntry.groupBy({
        by: ['account'],
        where: { creatorId },
        _sum: { amountMinor: true },
      });
      const sums = new Map(rows.map(({ account, _sum }) => [account, Number(_sum.amountMinor)]));
      return {
        pending: sums.get('creator_pending') ?? 0,
        available: sums.get('creator_available') ?? 0,
        paid: sums.get('creator_paid') ?? 0,
        ...(sums.get('creator_held') ? { held: sums.get('creator_held') } : {}),
        ...(sums.get('payout_clearing') ? { clearing: sums.get('payout_clearing') } : {}),
      };
    },
  };
}

export type MoneyHouse = Awaited<ReturnType<typeof openMoneyHouse>>;
