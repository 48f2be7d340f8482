import { randomUUID } from 'node:crypto';
import type { StockCommand, StockDecision } from '../claims/rules/decide-batch.ts';
import type { BatchSteps } from '../claims/run-batch.ts';
import { runBatch } from '../claims/run-batch.ts';
import { createBatcher } from '../platform/batcher.ts';
import type { Db } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { CENTRAL, EVERYONE } from '../protocol/stock-keys.ts';
import { makeBrand, makeContract, makeCreator, makeSku } from './factories.ts';
import type { TestHub } from './hub.ts';
import { expectedFaults, type Seen } from './stock-faults.ts';
import {
  type History,
  holdCommand,
  type SetUp,
  type Step,
  saleCommand,
} from './stock-histories.ts';

/** What all drops of a run share. */
export type StockWorld = {
  brandId: string;
  contractId: string;
  contractVersionId: string;
  skuIds: string[];
  addOnSkuId: string;
  audienceId: string;
  locationId: string;
  deviceId: string;
};

export async function makeStockWorld(hub: TestHub): Promise<StockWorld> {
  const { id: brandId } = await makeBrand(hub);
  const { id: creatorId } = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId, creatorId });
  const skus = [];
  for (let n = 0; n < 3; n += 1) skus.push((await makeSku(hub, { brandId })).id);
  const at = hub.clock.now();
  const audience = await hub.db.audience.create({
    data: { id: newId(at), brandId, name: 'Members', createdAt: at },
  });
  const place = { country: 'DE', postalCode: '12043', createdAt: at };
  const location = await hub.db.location.create({
    data: { id: newId(at), brandId, name: 'Pop-up', ...place },
  });
  const device = await hub.db.popupDevice.create({
    data: { id: newId(at), brandId, locationId: location.id, name: 'Till', createdAt: at },
  });
  return {
    brandId,
    contractId: contract.id,
    contractVersionId: contract.version.id,
    deviceId: device.id,
    skuIds: skus.slice(0, 2),
    addOnSkuId: skus[2] ?? '',
    audienceId: audience.id,
    locationId: location.id,
  };
}

const START_MS = Date.parse('2026-09-01T12:00:00.000Z');

/**
 * Plays one history on a drop of its own, each step out of the hands of one of `nodes`, and tells what
 * does not hold afterwards; nothing does when the list is empty.
 */
export async function playHistory(
  { world, nodes, steps }: { world: StockWorld; nodes: Db[]; steps: BatchSteps },
  history: History,
): Promise<string[]> {
  const [db] = nodes;
  if (!db) throw new Error('a history needs a database');
  const drop = await insertDrop(db, world, history.setUp);
  const seen: Seen = { answers: [], errors: [], versions: [] };
  const watched = watchingVersions(steps, seen);
  let nowMs = START_MS;
  const queues = nodes.map((node) =>
    createBatcher<StockCommand, StockDecision>({
      maxSize: 64,
      run: async (commands) => {
        const batch = { dropId: drop.id, orders: commands.map((command) => ({ command })) };
        const result = await runBatch(node, { ...batch, now: new Date(nowMs) }, watched);
        return result?.decisions ?? [];
      },
      isWorthHalving: () => false,
    }),
  );
  const send = async (command: StockCommand, index: number) => {
    try {
      const decision = await queues[index % queues.length]?.add(command);
      if (decision) seen.answers.push({ command, decision });
    } catch (error) {
      seen.errors.push(`a command failed: ${String(error).slice(0, 300)}`);
    }
  };
  for (const group of history.groups) {
    const claimIds = await claimsOf(db, drop.id);
    for (const step of group) {
      if (step.do === 'pass') nowMs += step.minutes * 60_000;
      if (step.do === 'wait') await insertPlace(db, { drop, world, step, nowMs });
    }
    const commands = group.flatMap((step) =>
      commandOf(step, { drop, world, claimIds, now: new Date(nowMs) }),
    );
    await Promise.all(commands.map(send));
  }
  await send({ kind: 'offer' }, 0);
  return expectedFaults(db, {
    dropId: drop.id,
    world,
    setUp: history.setUp,
    seen,
    now: nowMs,
    send,
  });
}

/**
 * Notes the version of everything that is written. One that was undone may be written again, but never
 * while somebody else writes it, whatever the database makes of that.
 */
function watchingVersions(steps: BatchSteps, { versions, errors }: Seen): BatchSteps {
  const save: BatchSteps['save'] = async (tx, which, what) => {
    if (versions.includes(which.seq)) errors.push(`version ${which.seq} is written twice`);
    versions.push(which.seq);
    await steps.save(tx, which, what).catch((error: unknown) => {
      versions.splice(versions.indexOf(which.seq), 1);
      throw error;
    });
  };
  return { ...steps, save };
}

type Drop = Awaited<ReturnType<typeof insertDrop>>;

function commandOf(
  step: Step,
  given: { drop: Drop; world: StockWorld; claimIds: string[]; now: Date },
): StockCommand[] {
  const { drop, world, claimIds, now } = given;
  const gateIds = drop.gates.map(({ id }) => id);
  switch (step.do) {
    case 'hold': {
      const codeId = drop.codes[0]?.codes[0]?.id ?? '';
      const where = { ...world, dropId: drop.id, gateIds, codeId };
      return [holdCommand(step, where, now)];
    }
    case 'release': {
      const claimId = claimIds[step.claim];
      if (claimId === undefined) return [];
      return [{ kind: 'release', claimId, reason: step.reason, whilePaying: step.whilePaying }];
    }
    case 'pay': {
      const claimId = claimIds[step.claim];
      if (claimId === undefined) return [];
      const payerKey = step.payer === null ? null : `email:${step.payer}@buyer.test`;
      const destination = step.payer === 'ana' ? { country: 'DE', postalCode: '12045' } : null;
      return [{ kind: 'confirm', claimId, payerKey, destination }];
    }
    case 'lease':
      return [{ kind: 'lease', leaseId: drop.leaseId, leasedUnits: step.total }];
    case 'giveBack':
      return [{ kind: 'return_lease', leaseId: drop.leaseId, returnedUnits: step.total }];
    case 'sell':
      return [saleCommand(step, drop.leaseId, now)];
    case 'look':
      return [{ kind: 'offer' }];
    case 'wait':
    case 'pass':
      return [];
  }
}

async function claimsOf(db: Db, dropId: string): Promise<string[]> {
  const claims = await db.claim.findMany({
    where: { dropId },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return claims.map(({ id }) => id);
}

async function insertPlace(
  db: Db,
  given: { drop: Drop; world: StockWorld; step: Extract<Step, { do: 'wait' }>; nowMs: number },
): Promise<void> {
  const { drop, world, step, nowMs } = given;
  const customerKey = `visitor:${step.viewer}`;
  const where = { dropId: drop.id, kind: 'waiting', customerKey };
  if ((await db.linePlace.count({ where })) > 0) return;
  await db.linePlace.create({
    data: {
      ...where,
      id: newId(new Date(nowMs)),
      gateId: drop.gates[0]?.id ?? '',
      contractId: world.contractId,
      visitorId: step.viewer,
      skuId: world.skuIds[step.sku] ?? '',
      quantity: step.quantity,
      enteredAt: new Date(nowMs),
      salt: 'salt',
      lotId: 'lot',
    },
  });
}

async function insertDrop(db: Db, world: StockWorld, setUp: SetUp) {
  const at = new Date(START_MS);
  const [first = '', second = ''] = world.skuIds;
  const [everyones, others, members, away] = setUp.units;
  const pool = (
    skuId: string,
    units: number,
    given: { location?: string; audience?: string } = {},
  ) => ({
    id: newId(at),
    skuId,
    location: given.location ?? CENTRAL,
    audience: given.audience ?? EVERYONE,
    capacity: units,
    available: units,
  });
  const gate = (audience: string, capUnits: number | null) => ({
    id: newId(at),
    contractId: world.contractId,
    audience,
    capUnits,
  });
  const gates = [gate(EVERYONE, setUp.caps[0]), gate(world.audienceId, setUp.caps[1])];
  const offer = setUp.isBundle
    ? { kind: 'bundle', addOnSkuId: world.addOnSkuId }
    : { kind: 'plain' };
  const leaseId = newId(at);
  const pools = [
    pool(first, everyones),
    pool(second, others),
    pool(first, members, { audience: world.audienceId }),
    pool(first, away, { location: world.locationId }),
    ...(setUp.isBundle ? [pool(world.addOnSkuId, 6)] : []),
  ];
  const drop = await db.drop.create({
    data: {
      id: newId(at),
      brandId: world.brandId,
      slug: randomUUID(),
      title: 'A drop',
      startsAt: at,
      endsAt: new Date(START_MS + 86_400_000),
      publishedAt: at,
      createdAt: at,
      limitPerCustomer: setUp.limit,
      offer: JSON.stringify(offer),
      items: {
        create: [first, second].map((skuId, position) => ({
          id: newId(at),
          skuId,
          priceMinor: 5000n,
          position,
        })),
      },
      pools: { create: pools },
      leases: {
        create: {
          id: leaseId,
          deviceId: world.deviceId,
          poolId: pools[0]?.id ?? '',
          skuId: first,
          gateId: gates[0]?.id ?? '',
          contractId: world.contractId,
          contractVersionId: world.contractVersionId,
          createdAt: at,
        },
      },
      rungs:
        setUp.rung === null
          ? {}
          : {
              create: [
                { id: newId(at), skuId: first, position: 1, units: setUp.rung, priceMinor: 4000n },
              ],
            },
      gates: { create: gates },
      codes: {
        create: {
          id: newId(at),
          brandId: world.brandId,
          gateId: gates[0]?.id ?? '',
          label: 'Cards',
          kind: 'printed',
          createdAt: at,
          codes: { create: { id: newId(at), code: randomUUID(), maxUses: setUp.codeUses } },
        },
      },
    },
    include: { gates: { orderBy: { id: 'asc' } }, codes: { include: { codes: true } } },
  });
  return { ...drop, leaseId };
}
