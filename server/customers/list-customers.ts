import type { Hub } from '../platform/hub.ts';
import type { CustomerKeyKind, CustomerKeyView, CustomerRow } from '../protocol/customers.ts';
import { findBringers, findCustomers } from './lists.store.ts';

const PAGE = 25;

/** A brand's customers, newest first, with every key that they are known by and who brought them. */
export async function listCustomers(
  { db }: Hub,
  { brandId, find, cursor }: { brandId: string; find: string; cursor?: string | undefined },
): Promise<{ customers: CustomerRow[]; nextCursor: string | null }> {
  const found = await findCustomers(db, { brandId, find, before: cursor, take: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const bringers = await findBringers(
    db,
    page.flatMap(({ acquisition }) => acquisition?.contractId ?? []),
  );
  return {
    customers: page.map((one) => ({
      id: one.id,
      email: one.email,
      name: one.name,
      createdAt: one.createdAt.getTime(),
      orders: one._count.orders,
      firstOrderAt: one.orders[0]?.capturedAt.getTime() ?? null,
      keys: one.keys.map(presentKey),
      broughtBy: bringers.get(one.acquisition?.contractId ?? '') ?? null,
    })),
    nextCursor: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

function presentKey(key: { kind: string; value: string; isVerified: boolean }): CustomerKeyView {
  const kind = key.kind as CustomerKeyKind;
  const isReadable = kind === 'email' || kind === 'phone';
  const text = isReadable ? key.value : `${key.value.slice(0, 8)}…`;
  return { kind, text, isVerified: key.isVerified };
}
