import type { Reader } from '../platform/db.ts';
import type { EarningLine } from '../protocol/payouts.ts';
import { listLinesWithEntries, readLineContext } from './earnings.store.ts';
import { presentEarning } from './present-earning.ts';

/** All that creators earn on one order, each line as its own creator sees it. */
export async function listEarningsOfOrder(
  db: Reader,
  { orderId, timeZone }: { orderId: string; timeZone: string },
): Promise<{ contractId: string; kind: string; line: EarningLine }[]> {
  const lines = await listLinesWithEntries(db, orderId);
  const context = await readLineContext(db, lines);
  return lines.map((line) => ({
    contractId: line.contractId,
    kind: line.kind,
    line: presentEarning(line, context, timeZone),
  }));
}
