import type { StockCommand, StockDecision } from '../claims/rules/decide-batch.ts';
import type { Db } from '../platform/db.ts';
import type { Quote } from '../protocol/claims.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { findStockFaults } from './stock.ts';
import { holdCommand, type SetUp } from './stock-histories.ts';
import type { StockWorld } from './stock-world.ts';

/** What a history was answered, and the versions that its batches wrote. */
export type Seen = {
  answers: { command: StockCommand; decision: StockDecision }[];
  errors: string[];
  versions: number[];
};

type Played = {
  dropId: string;
  world: StockWorld;
  setUp: SetUp;
  seen: Seen;
  now: number;
  send: (command: StockCommand, index: number) => Promise<void>;
};

/** Everything that must hold after any history of a drop, as sentences about what does not. */
export async function expectedFaults(db: Db, played: Played): Promise<string[]> {
  const { dropId, seen } = played;
  const drop = await db.drop.findUniqueOrThrow({ where: { id: dropId } });
  return [
    ...seen.errors,
    ...(Math.max(0, ...seen.versions) > drop.lockSeq
      ? [`version ${drop.lockSeq} is older than what was written`]
      : []),
    ...(await findStockFaults(db, dropId)),
    ...(await limitFaults(db, played)),
    ...(await claimFaults(db, played)),
    ...(await keyFaults(db, played)),
    ...(await lineFaults(db, played)),
    ...(await undersellFaults(db, played)),
  ];
}

async function limitFaults(db: Db, { dropId, setUp }: Played): Promise<string[]> {
  const rows = await db.customerAllowance.findMany({ where: { dropId } });
  const codes = await db.claimCode.findMany({ where: { batch: { dropId } } });
  const usedBy = await db.claim.groupBy({
    by: ['codeId'],
    where: { dropId, releasedAt: null, codeId: { not: null } },
    _count: { _all: true },
  });
  return [
    ...rows
      .filter(
        // A sale at a counter took place whatever the limit says.
        ({ customerKey, usedUnits }) =>
          usedUnits > setUp.limit && !customerKey.startsWith('counter:'),
      )
      .map(({ customerKey }) => `${customerKey} is past the limit`),
    ...codes
      .filter(({ id, usedCount, maxUses }) => {
        const used = usedBy.find(({ codeId }) => codeId === id)?._count._all ?? 0;
        return usedCount !== used || used > maxUses;
      })
      .map(({ id }) => `code ${id} is not used as often as its claims say, or too often`),
  ];
}

/** Prices, add-ons and audiences of each claim. */
async function claimFaults(db: Db, { dropId, setUp, world }: Played): Promise<string[]> {
  const claims = await db.claim.findMany({ where: { dropId }, include: { lines: true } });
  const pools = new Map(
    (await db.stockPool.findMany({ where: { dropId } })).map((pool) => [pool.id, pool]),
  );
  const gates = new Map(
    (await db.gate.findMany({ where: { dropId } })).map(({ id, audience }) => [id, audience]),
  );
  return claims.flatMap(({ id, quote, lines, gateId, totalMinor }) => {
    const { itemsMinor } = JSON.parse(quote) as Quote;
    const priced = lines.filter(({ isAddOn }) => !isAddOn);
    const units = (some: typeof lines) => some.reduce((sum, { quantity }) => sum + quantity, 0);
    const sum = lines.reduce((all, one) => all + one.unitPriceMinor * BigInt(one.quantity), 0n);
    // Bundles are not leased, so nothing that was sold from a lease comes with an add-on.
    const addOns = units(lines) - units(priced);
    const isForeign = lines.some(({ poolId }) => {
      const audience = pools.get(poolId)?.audience;
      return audience !== EVERYONE && audience !== gates.get(gateId);
    });
    return [
      ...(sum === BigInt(itemsMinor) && sum === totalMinor ? [] : [`claim ${id} is not its quote`]),
      ...(priced.every((line) => line.unitPriceMinor === (line.rung === 1 ? 4000n : 5000n))
        ? []
        : [`claim ${id} has a price of no step`]),
      ...(addOns === (setUp.isBundle ? units(priced) : 0) ? [] : [`claim ${id} lacks its add-on`]),
      ...(isForeign ? [`claim ${id} took units that are kept for ${world.audienceId}`] : []),
    ];
  });
}

/** One claim per key, and the same answer to the same request. */
async function keyFaults(db: Db, { dropId, seen }: Played): Promise<string[]> {
  const claims = await db.claim.findMany({
    where: { dropId },
    select: { id: true, idempotencyKey: true, requestHash: true },
  });
  const byKey = new Map(claims.map((claim) => [claim.idempotencyKey, claim]));
  return seen.answers.flatMap(({ command, decision }) => {
    if (command.kind !== 'hold' && command.kind !== 'sell_leased') return [];
    const claim = byKey.get(command.idempotencyKey);
    const isSame = claim?.requestHash === command.requestHash;
    switch (decision.kind) {
      case 'hold':
        return claim?.id === decision.hold.claimId ? [] : ['a held claim is not there'];
      case 'sold_leased':
        return claim?.id === decision.hold.claimId ? [] : ['a sale is not there'];
      case 'replay':
        return isSame && claim?.id === decision.claimId ? [] : ['a replay is of another claim'];
      case 'refuse':
        return decision.code !== 'idempotency_conflict' || (claim && !isSame)
          ? []
          : ['a conflict of a key that has no other request'];
      default:
        return ['a hold was answered with something else'];
    }
  });
}

/** Whoever is first in line and can be served has an offer. */
async function lineFaults(db: Db, { dropId, setUp, world }: Played): Promise<string[]> {
  const places = await db.linePlace.findMany({ where: { dropId, closedAt: null, claimId: null } });
  const addOns = setUp.isBundle ? await unitsFree(db, { dropId, skuId: world.addOnSkuId }) : null;
  const faults: string[] = [];
  for (const { gateId, customerKey, skuId, quantity } of places) {
    const free = await unitsFree(db, { dropId, skuId });
    const gate = await db.gate.findUniqueOrThrow({ where: { id: gateId } });
    const used = await db.customerAllowance.findFirst({ where: { dropId, customerKey } });
    const hasRoom =
      (addOns === null || addOns >= quantity) &&
      (gate.capUnits === null || gate.usedUnits + quantity <= gate.capUnits) &&
      (used?.usedUnits ?? 0) + quantity <= setUp.limit;
    if (free >= quantity && hasRoom) faults.push(`${customerKey} waits for units that are free`);
  }
  return faults;
}

/** When units are left and nothing binds, a newcomer's claim is held; asked of one article. */
async function undersellFaults(db: Db, played: Played): Promise<string[]> {
  const { dropId, world, seen, now, send, setUp } = played;
  const sku = setUp.limit % world.skuIds.length;
  const skuId = world.skuIds[sku] ?? '';
  const gates = await db.gate.findMany({ where: { dropId }, orderBy: { id: 'asc' } });
  const gate = gates.find(({ audience }) => audience === EVERYONE);
  const free = await unitsFree(db, { dropId, skuId });
  const addOns = setUp.isBundle ? await unitsFree(db, { dropId, skuId: world.addOnSkuId }) : 1;
  const isOpen = gate !== undefined && (gate.capUnits === null || gate.usedUnits < gate.capUnits);
  const step: Parameters<typeof holdCommand>[0] = {
    do: 'hold',
    viewer: 'v1',
    gate: gates.findIndex(({ audience }) => audience === EVERYONE),
    sku,
    quantity: 1,
    key: 0,
    usesCode: false,
  };
  const where = { ...world, dropId, gateIds: gates.map(({ id }) => id), codeId: '' };
  const command = holdCommand(step, where, new Date(now));
  if (command.kind !== 'hold') return ['a hold is no hold'];
  const newcomer = { visitorId: 'newcomer', customerKey: 'visitor:newcomer' };
  const token = { ...command.token, ...newcomer };
  await send({ ...command, idempotencyKey: 'newcomer', token }, 0);
  const isHeld = seen.answers.at(-1)?.decision.kind === 'hold';
  const isDue = free > 0 && addOns > 0 && isOpen;
  return isHeld === isDue ? [] : [`${free} units of ${skuId} are free, held: ${isHeld}`];
}

async function unitsFree(db: Db, where: { dropId: string; skuId: string }): Promise<number> {
  const { _sum } = await db.stockPool.aggregate({
    where: { ...where, audience: EVERYONE },
    _sum: { available: true },
  });
  return _sum.available ?? 0;
}
