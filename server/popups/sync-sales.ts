import { recordCounterOrder } from '../checkout/record-counter-order.ts';
import { holdAtCounter } from '../claims/hold-at-counter.ts';
import { openLease } from '../claims/open-lease.ts';
import { recordSale } from '../claims/record-sale.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isBusyError } from '../platform/transient-error.ts';
import type { SaleInput } from '../protocol/popups.schema.ts';
import type { IncidentKind, SaleOutcome } from '../protocol/popups.ts';
import { PROBLEMS, type ProblemCode } from '../protocol/problems.ts';
import { findKindsOf, settleNotRecorded } from './incidents.store.ts';
import type { Device } from './read-device.ts';
import { recordIncident } from './record-incident.ts';

/**
 * Takes over what a device did without a network, in the order in which it happened, each under its
 * own key: told again, each has the same outcome. One that fails keeps no other from being told.
 */
export async function syncSales(
  hub: Hub,
  device: Device,
  sales: readonly SaleInput[],
): Promise<SaleOutcome[]> {
  const outcomes: SaleOutcome[] = [];
  for (const sale of sales) {
    outcomes.push(
      await takeOver(hub, device, sale).catch((error) => failed(hub, { device, sale }, error)),
    );
  }
  return outcomes;
}

async function takeOver(hub: Hub, device: Device, sale: SaleInput): Promise<SaleOutcome> {
  const { id: deviceId, brandId, location } = device;
  const { dropId, skuId, gateId } = sale;
  const which = { brandId, deviceId, dropId, skuId, gateId, location };
  const known = { sale, ...(await openLease(hub, which)) };
  return sale.isConfirmed ? takeSale(hub, device, known) : takeQueued(hub, device, known);
}

const ON_RETRY = 'Recorded on retry.';

type Known = { sale: SaleInput; leaseId: string; contractId: string };

async function takeSale(hub: Hub, device: Device, { sale, leaseId }: Known): Promise<SaleOutcome> {
  const { saleKey: key, quantity, unitPriceMinor, soldAt, dropId } = sale;
  const now = hub.clock.now();
  const { id: deviceId, brandId, currency } = device;
  const about = { brandId, dropId, deviceId, subject: `sale ${key}`, at: now };
  const paidMinor = unitPriceMinor * quantity;
  const detail = { units: quantity, paidMinor, currency, soldAt };
  let incidents: IncidentKind[] = [];
  const decision = await recordSale(hub, {
    ...{ deviceId, leaseId, quantity, unitPriceMinor, soldAt, idempotencyKey: key },
    record: async (tx, { decision: { hold, faults, ruleMinor }, claim }) => {
      incidents = faults;
      await recordCounterOrder(tx, claim, { capturedAt: new Date(hold.heldAt), now });
      // It may have been refused before, and that answer lost.
      const settled = { resolvedAt: now, resolvedBy: device.name, resolution: ON_RETRY };
      await settleNotRecorded(tx, { brandId, subject: about.subject }, settled);
      for (const kind of faults) {
        const own = kind === 'price_differs' ? { ...detail, ruleMinor } : detail;
        await recordIncident(tx, { ...about, claimId: claim.id, kind, detail: own });
      }
    },
  });
  if (decision?.kind === 'sold_leased') {
    return { key, state: 'recorded', claimId: decision.hold.claimId, incidents };
  }
  if (decision?.kind === 'replay') {
    // The first answer may have been lost, with what it said.
    const known = await findKindsOf(hub.db, { brandId, subject: about.subject });
    return {
      key,
      state: 'recorded',
      claimId: decision.claimId,
      incidents: known as IncidentKind[],
    };
  }
  return notRecorded(hub, { device, sale }, decision?.code ?? 'not_found');
}

/** Somebody paid and went away with it: what cannot be written down must be settled by hand. */
async function notRecorded(
  hub: Hub,
  { device, sale }: { device: Device; sale: SaleInput },
  reason: ProblemCode,
): Promise<SaleOutcome> {
  const { saleKey: key, quantity: units, unitPriceMinor, soldAt } = sale;
  const { id: deviceId, brandId, currency } = device;
  await recordIncident(hub.db, {
    ...{ brandId, dropId: sale.dropId, deviceId, claimId: null, at: hub.clock.now() },
    subject: `sale ${key}`,
    kind: 'not_recorded',
    detail: { units, paidMinor: unitPriceMinor * units, currency, soldAt, reason },
  });
  return refused(key, reason);
}

async function takeQueued(
  hub: Hub,
  device: Device,
  { sale, contractId }: Known,
): Promise<SaleOutcome> {
  const { saleKey: key, quantity, skuId, dropId, gateId, soldAt } = sale;
  const { id: deviceId, brandId, locationId } = device;
  const held = await holdAtCounter(hub, {
    ...{ dropId, gateId, contractId, deviceId, locationId, skuId, quantity },
    idempotencyKey: key,
  });
  if (held.kind === 'held') {
    const { claimId, expiresAt, totalMinor } = held;
    return { key, state: 'held', claimId, expiresAt, totalMinor };
  }
  await recordIncident(hub.db, {
    ...{ brandId, dropId, deviceId, claimId: null, at: hub.clock.now() },
    subject: `sale ${key}`,
    kind: 'queued_refused',
    detail: { units: quantity, soldAt, reason: held.code },
  });
  return refused(key, held.code);
}

function refused(key: string, reason: ProblemCode): SaleOutcome {
  return { key, state: 'refused', reason, message: PROBLEMS[reason][1] };
}

async function failed(
  hub: Hub,
  told: { device: Device; sale: SaleInput },
  error: unknown,
): Promise<SaleOutcome> {
  const { sale } = told;
  const key = sale.saleKey;
  if (error instanceof Problem && error.code !== 'too_many_requests') {
    return sale.isConfirmed ? notRecorded(hub, told, error.code) : refused(key, error.code);
  }
  if (!isBusyError(error)) hub.log.error({ err: error, key }, 'a reported sale was not taken over');
  return { key, state: 'retry' };
}
