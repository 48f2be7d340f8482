import type { PairedDevice } from '../../server/protocol/popups.ts';
import type { Answered } from '../viewer-page/hub-client.ts';
import { askCounter } from './ask-counter.ts';
import { freeUnits, leasedItems } from './free-units.ts';
import { inOneStep, type Payment } from './kept.ts';
import { isOfBrand } from './of-brand.ts';
import { isHeldUnpaid } from './sale-status.ts';
import { NotDone } from './sell.ts';
import { alone } from './tell-hub.ts';

/**
 * Trades a pairing code for the device's key and keeps it. What an earlier key could not report stays,
 * and is reported with this one when it is the same brand's; else it waits for a code of its own brand,
 * and for what is held there no money is taken any more.
 */
export function pair(code: string, at: number): Promise<Answered<PairedDevice>> {
  return alone(async () => {
    // The code works once: it is not spent where no key can be kept.
    await inOneStep((kept) => kept.counter());
    const answer = await askCounter('pair', { code });
    if (!answer.ok) return answer;
    const { key, brandId } = answer.value;
    await inOneStep(async (kept) => {
      await kept.saveCounter({
        ...{ id: 'counter', key, brandId, matrix: null, offsetMs: 0 },
        ...{ revokedAt: null, returning: {}, returned: [] },
      });
      for (const sale of await kept.sales()) {
        const isLost = isHeldUnpaid(sale) && !isOfBrand({ brandId }, sale);
        if (isLost) await kept.saveSale({ ...sale, dismissedAt: sale.dismissedAt ?? at });
      }
    });
    return answer;
  });
}

/** Puts units of a lease back: at once nobody can sell them here, and the hub is told when it can be. */
export function putBack(given: { leaseId: string; units: number }[]): Promise<void> {
  return inOneStep(async (kept) => {
    const counter = await kept.counter();
    const sales = await kept.sales();
    if (!counter) throw new NotDone('This device is not paired any more.');
    const returning = { ...counter.returning };
    for (const { leaseId, units } of given) {
      const found = leasedItems(counter).find(({ lease }) => lease.leaseId === leaseId);
      if (!found || freeUnits({ counter: { ...counter, returning }, sales }, found) < units) {
        throw new NotDone('Fewer are left than were to be given back.');
      }
      returning[leaseId] = Math.max(returning[leaseId] ?? 0, found.lease.returnedUnits) + units;
    }
    await kept.saveCounter({ ...counter, returning });
  });
}

/** Writes down that the money for a held claim was taken, before anybody is told. */
export function noteMoney(no: number, payment: Payment, at: number): Promise<void> {
  return inOneStep(async (kept) => {
    const sale = (await kept.sales()).find((one) => one.no === no);
    if (sale && sale.paidAt === null) await kept.saveSale({ ...sale, payment, paidAt: at });
  });
}

/** Nobody waits for it any more, or somebody has read what became of it. */
export function dismiss(no: number, at: number): Promise<void> {
  return inOneStep(async (kept) => {
    const sale = (await kept.sales()).find((one) => one.no === no);
    if (sale) await kept.saveSale({ ...sale, dismissedAt: at });
  });
}
