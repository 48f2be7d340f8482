import fc from 'fast-check';
import { mergeCustomers } from '../customers/merge-customers.ts';
import { undoMerge } from '../customers/undo-merge.ts';
import { bookDropFees } from '../payouts/book-drop-fees.ts';
import { settleLtvFees } from '../payouts/settle-ltv-fees.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { makeDrop, makeSku } from './factories.ts';
import { command, type MoneyCommand } from './money-command.ts';

const cap = fc.option(fc.integer({ min: 1, max: 9_000 }));
const steps = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60_000 }))
  .map(([orders, minor]) => ({
    orders: [
      { from: orders, plusBps: 211 },
      { from: orders + 2, plusBps: 623 },
    ],
    revenue: [
      { from: minor, plusBps: 211 },
      { from: minor + 20_000, plusBps: 623 },
    ],
  }));

/** One clause after the other, with numbers of the size of the model's sales. */
const change: fc.Arbitrary<Partial<ContractTerms>> = fc.oneof(
  fc.record({
    caps: fc.option(fc.record({ orderMinor: cap, dropMinor: cap, monthMinor: cap })),
  }),
  fc
    .record({
      period: fc.constantFrom('month' as const, 'drop' as const),
      basis: fc.constantFrom('revenue' as const, 'orders' as const),
      mode: fc.constantFrom('marginal' as const, 'retroactive' as const),
      both: steps,
    })
    .map(({ both, ...tiers }) => ({ tiers: { ...tiers, steps: both[tiers.basis] } })),
  fc.constant({ tiers: null }),
  fc.record({ recurring: fc.option(fc.record({ months: fc.constant(3), bps: fc.constant(317) })) }),
  fc
    .record({
      thresholdMinor: fc.integer({ min: 0, max: 9_000 }),
      minimumCustomers: fc.integer({ min: 1, max: 2 }),
      capMinor: cap,
      isFlat: fc.boolean(),
    })
    .map(({ isFlat, ...ltv }) => {
      const fee = isFlat ? { bps: 0, flatMinor: 1_717 } : { bps: 4_321, flatMinor: 0 };
      return { ltv: { days: 30 as const, ...fee, ...ltv } };
    }),
  fc.constantFrom<Partial<ContractTerms>[]>(
    { newCustomerBps: 1_501, existingCustomerBps: 777 },
    { newCustomerBps: 0, newCustomerFlatMinor: 900 },
    { newCustomerBps: 1_234, newCustomerFlatMinor: 0 },
    { dropFeeMinor: 2_500 },
    { noticeDays: 0 },
  ),
);

/** What contracts add to a history of money: other terms, repeat orders, fees, and customers who are one. */
export const CONTRACT_COMMANDS: readonly MoneyCommand[] = [
  command('agree', fc.record({ ana: fc.boolean(), change }), async (world, given) => {
    await world.agree(given.ana ? world.ana : world.ben, given.change);
  }),
  // What lowers anything never comes into a drop that is published, so there has to be a next one.
  command('next drop', fc.constant(null), async (world) => {
    const { hub, brand, ana, ben } = world;
    const { id: skuId } = await makeSku(hub, { brandId: brand.id });
    const contractIds = [ana.contract.id, ben.contract.id];
    world.drop = await makeDrop(hub, { brandId: brand.id, skuId, contractIds, units: 500 });
  }),
  command(
    'the shop sells',
    fc.record({ buyer: fc.nat({ max: 3 }), minor: fc.integer({ min: 1, max: 50_000 }) }),
    async ({ shop }, { buyer, minor }) => void (await shop(`buyer${buyer}@home.test`, minor)),
  ),
  command('pay fees', fc.constant(null), async ({ hub, drop }) => {
    hub.clock.set(new Date(Math.max(hub.clock.now().getTime(), drop.endsAt.getTime())));
    await bookDropFees(hub);
    await settleLtvFees(hub);
  }),
  command('wait for LTV', fc.constant(null), async ({ hub, days }) => {
    days(91);
    await settleLtvFees(hub);
  }),
  command('merge', fc.tuple(fc.nat(9), fc.nat(9)), async (world, [one, two]) => {
    const { hub, brand, settle } = world;
    const customers = await hub.db.customer.findMany({ orderBy: { id: 'asc' } });
    const pick = (at: number) => customers[at % Math.max(1, customers.length)]?.id ?? '';
    const given = { brandId: brand.id, reason: 'One person', userId: brand.owner.id };
    await mergeCustomers(hub, { ...given, customerIds: [pick(one), pick(two)] });
    await settle();
  }),
  command('undo a merge', fc.nat(9), async ({ hub, brand, settle }, at) => {
    const merges = await hub.db.customerMerge.findMany({ orderBy: { id: 'asc' } });
    const merge = merges[at % Math.max(1, merges.length)];
    if (!merge) return;
    await undoMerge(hub, { brandId: brand.id, mergeId: merge.id, userId: brand.owner.id });
    await settle();
  }),
];
