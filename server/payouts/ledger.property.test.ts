import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { testDatabases } from '../test/database.ts';
import type { MoneyCommand, MoneyWorld } from '../test/money-command.ts';
import {
  MONEY_COMMANDS,
  type MoneyStep,
  moneyHistories,
  openMoneyWorld,
  requireSoundMoney,
  requireSoundReports,
  takeStep,
} from '../test/money-model.ts';
import { bookOnLine } from './book-on-line.ts';
import { setWorth } from './lines.store.ts';

/** Runs a history and looks after each step; `spoil` makes the world a mutant first. */
async function live(
  engine: Engine,
  steps: readonly MoneyStep[],
  spoil: (world: MoneyWorld) => void = () => {},
): Promise<void> {
  const world = await openMoneyWorld(engine);
  try {
    spoil(world);
    for (const step of steps) {
      await takeStep(world, step);
      await requireSoundMoney(world);
      await requireSoundReports(world);
    }
  } finally {
    await world.close();
  }
}

// Reports are recounted after each step too: it makes a history take about a fifth longer.
describe.each(testDatabases())('money on %s', (engine) => {
  it('adds up after every step of any history', async () => {
    const histories = moneyHistories({ min: 12, max: 30 });
    await fc.assert(
      fc.asyncProperty(histories, (steps) => live(engine, steps)),
      { numRuns: engine === 'sqlite' ? 12 : 4 },
    );
  }, 240_000);
});

describe('the model', () => {
  const named = (name: string): MoneyCommand => {
    const found = MONEY_COMMANDS.find((one) => one.name === name);
    if (!found) throw new Error(`no command ${name}`);
    return found;
  };
  const step = (name: string, given: unknown = null): MoneyStep => ({ one: named(name), given });
  const SALE = { ana: true, buyer: 1, capturedMinor: 40_000, shipping: 1 };
  const sell = step('sell', SALE);
  const agree = (change: object) => step('agree', { ana: true, change });
  const RETROACTIVE = agree({
    tiers: {
      ...{ period: 'month', basis: 'orders', mode: 'retroactive' },
      steps: [{ from: 2, plusBps: 500 }],
    },
  });
  const CAPPED = agree({ caps: { orderMinor: null, dropMinor: null, monthMinor: 7_000 } });
  const IN_CAPPED = [CAPPED, step('wait', 20), step('next drop')];
  const WITH_LTV = agree({
    ltv: {
      ...{ days: 30, thresholdMinor: 0, bps: 9_000, flatMinor: 0 },
      ...{ minimumCustomers: 1, capMinor: null },
    },
  });
  const paid = [sell, step('wait', 31), step('release'), step('make a batch', true)];

  it.each<[string, MoneyStep[], (world: MoneyWorld) => void]>([
    ['sends twice when an answer was lost', [...paid, step('send', true), step('take up')], forget],
    [
      'lets money out of a hold',
      [sell, { one: LEAKING_HOLD, given: null }, step('wait', 31), step('release')],
      () => {},
    ],
    [
      'takes a refund back by its own share',
      [sell, ...[1, 2, 3].map(() => ({ one: NAIVE_REFUND, given: 3333 }))],
      () => {},
    ],
    [
      'leaves what was released out of its balances',
      [uncounted('balance_change'), ...paid],
      () => {},
    ],
    [
      'leaves the orders of a merged customer out of its reports',
      [
        ...[sell, step('wait', 1), step('sell', { ...SALE, buyer: 2 })],
        ...['order_update', 'acquisition_insert', 'acquisition_delete'].map((name) =>
          uncounted(`report_due_${name}`),
        ),
        step('merge', [0, 1]),
      ],
      () => {},
    ],
    ['calls paid what it has not booked', [...paid, { one: PAID_UNBOOKED, given: null }], () => {}],
    ['forgets what a tier adds to earlier sales', [RETROACTIVE, sell, sell], sellAlone],
    [
      'lets the last order of a capped month have its whole share',
      [...IN_CAPPED, sell, sell],
      sellAlone,
    ],
    [
      'writes an LTV fee down twice',
      [WITH_LTV, sell, step('wait for LTV'), { one: FEE_TWICE, given: null }],
      () => {},
    ],
    [
      'lets a fee go past the joint cap',
      [WITH_LTV, sell, step('wait for LTV'), { one: FEE_BEYOND, given: null }],
      () => {},
    ],
  ])(
    'catches a hub that %s',
    async (_, steps, spoil) => {
      await expect(live('sqlite', steps, spoil)).rejects.toThrow(/not so|refused|constraint/);
    },
    60_000,
  );

  it('holds for the same histories of the hub as it is', async () => {
    await live('sqlite', [
      ...paid,
      step('send', true),
      step('take up'),
      step('hold', [0, 0]),
      step('wait', 31),
      step('release'),
      step('refund', [0, 3333]),
      step('refund', [0, 3333]),
      step('mark paid', 0),
    ]);
    await live('sqlite', [RETROACTIVE, sell, sell, step('refund', [1, 9_999])]);
    await live('sqlite', [...IN_CAPPED, sell, sell, step('refund', [0, 9_999])]);
    await live('sqlite', [WITH_LTV, sell, step('wait for LTV'), step('refund', [0, 5_000])]);
  }, 60_000);
});

/** Mutant: neither the key nor the group of a transfer is remembered. */
function forget({ hub }: MoneyWorld): void {
  const { transfers } = hub.payments.stripe;
  const create = transfers.create.bind(transfers);
  const list = transfers.list.bind(transfers);
  transfers.create = (asked) => create(asked);
  transfers.list = (asked) => list(asked?.transfer_group ? { transfer_group: 'none' } : asked);
}

/** Mutant: every line is booked as if it were the only one of its contract. */
function sellAlone(world: MoneyWorld): void {
  const { sell } = world;
  world.sell = async (...given) => {
    const order = await sell(...given);
    const { db } = world.hub;
    const at = world.hub.clock.now();
    for (const line of await db.commissionLine.findMany({
      where: { contractId: order.contractId ?? '' },
    })) {
      const alone = Math.floor((Number(line.baseMinor) * line.rateBps + 5_000) / 10_000);
      await inTransaction(db, (tx) =>
        bookOnLine(tx, line.id, { targetMinor: alone, memo: () => 'alone', at }),
      );
    }
    return order;
  };
}

/** Mutant: a fee is written down once more, under another contract. */
const FEE_TWICE: MoneyCommand = {
  name: 'fee twice',
  given: fc.constant(null),
  async take({ hub, ben }) {
    const line = await hub.db.commissionLine.findFirstOrThrow({ where: { kind: 'ltv_fee' } });
    const { id: contractId } = ben.contract;
    await hub.db.commissionLine.create({ data: { ...line, id: `${line.id}x`, contractId } });
  },
};

/** Mutant: the fee of an order is booked whole, whatever was sold on it, and no cap is named. */
const FEE_BEYOND: MoneyCommand = {
  name: 'fee beyond the joint cap',
  given: fc.constant(null),
  async take({ hub }) {
    const line = await hub.db.commissionLine.findFirstOrThrow({ where: { kind: 'ltv_fee' } });
    const given = {
      targetMinor: Number(line.shareMinor),
      memo: () => 'whole',
      at: hub.clock.now(),
    };
    await inTransaction(hub.db, async (tx) => {
      await bookOnLine(tx, line.id, given);
      await setWorth(tx, line.id, { cappedBy: null });
    });
  },
};

/** Mutant: a hold that is only written down. */
const LEAKING_HOLD: MoneyCommand = {
  name: 'leaking hold',
  given: fc.constant(null),
  async take({ hub }) {
    const line = await hub.db.commissionLine.findFirstOrThrow();
    const { id: lineId, brandId } = line;
    const facts = { cause: 'fraud:1', reason: 'FRAUD_HOLD', heldAt: hub.clock.now(), heldBy: 'x' };
    await hub.db.commissionHold.create({ data: { id: lineId, lineId, brandId, ...facts } });
  },
};

/** Mutant: takes back the share of each refund instead of what the line is worth now. */
const NAIVE_REFUND: MoneyCommand = {
  name: 'naive refund',
  given: fc.integer(),
  async take({ hub }, given) {
    const amountMinor = BigInt(given as number);
    const line = await hub.db.commissionLine.findFirstOrThrow();
    const at = hub.clock.now();
    const id = `naive-${await hub.db.refund.count()}`;
    const refund = { id, orderId: line.orderId ?? '', amountMinor, reason: '', createdAt: at };
    await hub.db.refund.create({ data: { ...refund, status: 'succeeded' } });
    const back = (amountMinor * BigInt(line.rateBps)) / 10_000n;
    const booking = { brandId: line.brandId, currency: line.currency, at };
    await hub.db.ledgerTransaction.create({
      data: {
        id,
        ...booking,
        idempotencyKey: id,
        kind: 'reversal',
        memo: '',
        entries: {
          create: [
            {
              id: `${id}a`,
              ...booking,
              ...sideOf(line),
              account: 'creator_pending',
              amountMinor: -back,
            },
            {
              id: `${id}b`,
              ...booking,
              ...sideOf(line),
              account: 'brand_payable',
              amountMinor: back,
            },
          ],
        },
      },
    });
  },
};

/** Mutant: from here on, one kind of change leaves no increment for the reports. */
function uncounted(name: string): MoneyStep {
  const take = async ({ hub }: MoneyWorld) => {
    await hub.db.$executeRawUnsafe(`DROP TRIGGER "check_${name}"`);
  };
  return { one: { name: `no ${name}`, given: fc.constant(null), take }, given: null };
}

/** Mutant: a payout is marked as paid, and nothing is booked. */
const PAID_UNBOOKED: MoneyCommand = {
  name: 'paid and not booked',
  given: fc.constant(null),
  async take({ hub }) {
    const item = await hub.db.payoutItem.findFirstOrThrow();
    const paid = { paidAt: hub.clock.now(), paidNote: 'twice' };
    await hub.db.payoutItem.update({ where: { id: item.id }, data: paid });
  },
};

function sideOf({
  id,
  creatorId,
  contractId,
}: {
  id: string;
  creatorId: string;
  contractId: string;
}) {
  return { lineId: id, creatorId, contractId };
}
