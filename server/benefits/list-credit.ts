import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { CreditBalanceView, CreditEntryView, CreditKind } from '../protocol/benefits.ts';
import { findBalances, findHistory, findLastChanges } from './credit.store.ts';

const PAGE = 50;
const HISTORY = 200;

/** Store credit of a brand's customers, by address, fifty at a time. */
export async function listCredit(
  hub: Hub,
  {
    brandId,
    search,
    cursor,
  }: { brandId: string; search?: string | undefined; cursor?: string | undefined },
): Promise<{ balances: CreditBalanceView[]; nextCursor: string | null }> {
  const found = await findBalances(hub.db, { brandId, search, after: cursor, take: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const emailKeys = page.map(({ emailKey }) => emailKey);
  const changes = await findLastChanges(hub.db, { brandId, emailKeys });
  return {
    balances: page.flatMap(({ emailKey, currency, balanceMinor }) => {
      const changedAt = changes.get(emailKey)?.getTime();
      // Looked up but never earned: not a customer with credit.
      if (changedAt === undefined) return [];
      return [{ emailKey, currency, balanceMinor: toNumber(balanceMinor), changedAt }];
    }),
    nextCursor: found.length > PAGE ? (page.at(-1)?.emailKey ?? null) : null,
  };
}

/** The newest changes of one customer's credit; an address without credit has none. */
export async function readCreditHistory(
  hub: Hub,
  owner: { brandId: string; emailKey: string },
): Promise<CreditEntryView[]> {
  const entries = await findHistory(hub.db, owner, HISTORY);
  return entries.map(({ id, kind, amountMinor, at, orderNumber }) => ({
    id,
    kind: kind as CreditKind,
    amountMinor: toNumber(amountMinor),
    at: at.getTime(),
    orderNumber,
  }));
}
