import type { Answered } from '../viewer-page/hub-client.ts';
import { askCounter } from './ask-counter.ts';
import { freeUnits, leasedItems } from './free-units.ts';
import { inOneStep, type Payment } from './kept.ts';
import { NotDone } from './sell.ts';

/**
 * Trades a pairing code for the device's key and keeps it. What an earlier key could not report stays,
 * and is reported with this one.
 */
export async function pair(code: string): Promise<Answered<{ key: string }>> {
  const answer = await askCounter('pair', { code });
  if (!answer.ok) return answer;
  await inOneStep((kept) =>
    kept.saveCounter({
      ...{ id: 'counter', key: answer.value.key, matrix: null, offsetMs: 0 },
      ...{ revokedAt: null, returning: {}, returned: [] },
    }),
  );
  return answer;
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
