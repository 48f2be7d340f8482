import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../platform/engine.ts';
import { testDatabases } from '../test/database.ts';
import type { MoneyCommand, MoneyWorld } from '../test/money-command.ts';
import {
  MONEY_COMMANDS,
  type MoneyStep,
  moneyHistories,
  openMoneyWorld,
  requireSoundMoney,
  takeStep,
} from '../test/money-model.ts';

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
    }
  } finally {
    await world.close();
  }
}

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
  const sell = step('sell', { ana: true, buyer: 1, capturedMinor: 40_000, shipping: 1 });
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
    ['calls paid what it has not booked', [...paid, { one: PAID_UNBOOKED, given: null }], () => {}],
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
