import { changeDropIn, type DropChange } from '../drops/change-drop.ts';
import { ending } from '../drops/end-drop.ts';
import { extending } from '../drops/extend-drop.ts';
import { pausing } from '../drops/pause-drop.ts';
import { pinning } from '../drops/pin-item.ts';
import { readDropState } from '../drops/read-drop-state.ts';
import { releasing } from '../drops/release-units.ts';
import { resuming } from '../drops/resume-drop.ts';
import { phaseFacts } from '../drops/rules/phase-facts.ts';
import { starting } from '../drops/start-drop.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { DockAct, DockCommand } from '../protocol/dock.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { DropStateMessage } from '../protocol/live-events.ts';
import { answering } from '../questions/answer-question.ts';
import { hiding } from '../questions/hide-question.ts';
import { pinningQuestion, unpinningQuestion } from '../questions/pin-question.ts';
import { findCommand, insertCommand } from './commands.store.ts';
import { findPlace, findSteeredAt, isContractOn, wasPausedByCreator } from './desk.store.ts';
import { findLivingDocks } from './docks.store.ts';
import { findGrant, spendGrant } from './grants.store.ts';
import { playTest } from './play-test.ts';
import { presentGrant } from './present-grant.ts';
import type { Dock } from './read-dock.ts';
import { isOutdated, refusalOf } from './rules/judge-command.ts';

type Place = { brandId: string; contractId: string };

/**
 * Carries out one command of a dock, once however often it arrives, and returns the state that it made.
 * Throws `dock_conflict`, `dock_limit` or `dock_forbidden`, and whatever the verb of the act throws.
 */
export async function doCommand(
  hub: Hub,
  dock: Dock,
  command: DockCommand,
): Promise<DropStateMessage | null> {
  const { d: dropId } = command;
  const place = await findPlace(hub.db, { creatorId: dock.creatorId, dropId });
  if (!place) throw new Problem('dock_forbidden');
  const isNew = await inTransaction(hub.db, (tx) => carryOut(hub, tx, { dock, command, place }));
  if (isNew) {
    hub.signals.dropChanged(dropId);
    if (command.act === 'test') await playTest(hub, dock.creatorId);
  }
  return readDropState(hub, dropId);
}

/** False when it was carried out before. The lock comes first: a repeated command waits for its first. */
async function carryOut(
  hub: Hub,
  tx: Tx,
  { dock, command, place }: { dock: Dock; command: DockCommand; place: Place },
): Promise<boolean> {
  const { id: commandKey, d: dropId, based, ...act } = command;
  const now = hub.clock.now();
  const detail = JSON.stringify(act);
  let isNew = true;
  const change: DropChange = async (_tx, drop, at) => {
    const known = await findCommand(tx, { dockId: dock.id, commandKey });
    if (known) {
      if (known.dropId !== dropId || known.detail !== detail) {
        throw new Problem('idempotency_conflict');
      }
      isNew = false;
      return null;
    }
    await requireStanding(tx, dock, place);
    if (act.act === 'resume' && drop.pausedAt && !(await wasPausedByCreator(tx, dropId))) {
      const message = 'The brand has paused this drop. Only the brand lets it go on.';
      throw new Problem('dock_forbidden', { message });
    }
    const phase = dropPhase(phaseFacts(drop), now.getTime());
    const steeredAt = await findSteeredAt(tx, dropId);
    // What is forbidden is forbidden whatever was seen.
    await takeFromGrant(tx, { ...place, dropId, act });
    if (isOutdated(act.act, { phase, based, seq: at.seq, steeredAt })) {
      throw new Problem('dock_conflict');
    }
    await insertCommand(tx, {
      ...{ id: newId(now), dockId: dock.id, commandKey, dropId, at: now, seq: at.seq },
      ...{ contractId: place.contractId, act: act.act, detail },
    });
    return changeOf(act, drop)(tx, drop, at);
  };
  await changeDropIn(tx, { brandId: place.brandId, dropId, now }, change);
  return isNew;
}

/** A dock that was revoked and a contract that has ended steer nothing any more, not even the last command. */
async function requireStanding(tx: Tx, dock: Dock, { contractId }: Place): Promise<void> {
  const isAlive = (await findLivingDocks(tx, [dock.id])).has(dock.id);
  if (!isAlive || !(await isContractOn(tx, contractId))) throw new Problem('dock_forbidden');
}

/** Counts what the command uses of what the brand allotted, in the transaction that uses it. */
async function takeFromGrant(
  tx: Tx,
  { dropId, contractId, act }: { dropId: string; contractId: string; act: DockAct },
): Promise<void> {
  const row = await findGrant(tx, { dropId, contractId });
  const refusal = refusalOf(act, presentGrant(row));
  if (refusal) throw new Problem(refusal);
  const used = {
    units: act.act === 'release' ? act.units : 0,
    minutes: act.act === 'extend' ? act.minutes : 0,
  };
  if (!row || used.units + used.minutes === 0) return;
  if (!(await spendGrant(tx, row, used))) throw new Problem('dock_limit');
}

/** The verb of each act; stock and phase have no second way to change. */
function changeOf(act: DockAct, drop: Parameters<DropChange>[1]): DropChange {
  switch (act.act) {
    case 'start':
      return starting;
    case 'pause':
      return pausing(act.reason, 'creator');
    case 'resume':
      return resuming;
    case 'release':
      return releasing({ skuId: act.skuId, units: act.units, ...whereOf(drop, act.skuId) });
    case 'extend':
      return extending(act.minutes);
    case 'end':
      return ending('creator');
    case 'pin':
      return pinning(act.skuId);
    case 'unpin':
      return pinning(null);
    case 'answer':
      return answering(act.questionId, act.text);
    case 'hide':
      return hiding(act.questionId);
    case 'pin_question':
      return pinningQuestion(act.questionId);
    case 'unpin_question':
      return unpinningQuestion;
    case 'test':
      return async () => null;
  }
}

/** Units of a drop that sends nothing go where its others are, else nobody could collect them. */
function whereOf(drop: Parameters<DropChange>[1], skuId: string): { location?: string } {
  const pool = drop.pools.find((one) => one.skuId === skuId);
  return drop.canShip || !pool ? {} : { location: pool.location };
}
