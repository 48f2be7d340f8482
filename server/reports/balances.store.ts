import type { Reader, Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { addSet } from '../platform/set-rows.ts';
import type { SetTx } from './count.store.ts';

/** What creators have in some accounts per contract, in one currency: exactly the ledger's sums. */
export async function sumBalances(
  db: Reader,
  given: { brandId: string; currency: string; accounts: readonly string[] },
): Promise<Map<string, number>> {
  const where = {
    brandId: given.brandId,
    currency: given.currency,
    account: { in: [...given.accounts] },
  };
  const select = { contractId: true, amountMinor: true } as const;
  const kept = await db.reportBalance.findMany({ where, select });
  const waiting = await db.balanceChange.findMany({ where, select });
  const sums = new Map<string, number>();
  for (const { contractId, amountMinor } of [...kept, ...waiting]) {
    sums.set(contractId, (sums.get(contractId) ?? 0) + toNumber(amountMinor));
  }
  return sums;
}

/** Adds the oldest entries that wait to the balances. */
export async function addBalances({ tx, engine }: SetTx, limit: number): Promise<void> {
  const waiting = await tx.balanceChange.findMany({ orderBy: { id: 'asc' }, take: limit });
  if (waiting.length === 0) return;
  await tx.balanceChange.deleteMany({ where: { id: { in: waiting.map(({ id }) => id) } } });
  const sums = new Map<string, Record<string, string | number> & { amountMinor: number }>();
  for (const { brandId, contractId, account, currency, amountMinor } of waiting) {
    const key = [brandId, contractId, account, currency].join('\n');
    const known = sums.get(key);
    const minor = toNumber(amountMinor);
    if (known) known.amountMinor += minor;
    else sums.set(key, { brandId, contractId, account, currency, amountMinor: minor });
  }
  await addSet(
    tx,
    { engine, into: 'report_balance', keys: BALANCE_KEYS, counters: ['amountMinor'] },
    [...sums.values()],
  );
}

const BALANCE_KEYS = {
  brandId: 'text',
  contractId: 'text',
  account: 'text',
  currency: 'text',
} as const;

/** Sums up a brand's whole ledger. Nobody may book meanwhile. */
export async function recountBalances(tx: Tx, brandId: string): Promise<void> {
  const where = { brandId };
  await tx.reportBalance.deleteMany({ where });
  await tx.balanceChange.deleteMany({ where });
  await tx.$executeRaw`
    INSERT INTO "report_balance" ("brandId", "contractId", "account", "currency", "amountMinor")
    SELECT "brandId", coalesce("contractId", ''), "account", "currency", sum("amountMinor")
    FROM "ledger_entry" WHERE "brandId" = ${brandId} AND "account" <> 'brand_payable'
    GROUP BY 1, 2, 3, 4`;
}
