import type { Reader } from '../platform/db.ts';
import type { Delivery } from '../protocol/claims.ts';
import { type FulfilmentView, UNDO_MS } from '../protocol/fulfilment.ts';
import { CENTRAL } from '../protocol/stock-keys.ts';
import { type FulfilmentWithOrder, findNamesOfUsers } from './fulfilment.store.ts';
import { findLocations } from './locations.store.ts';
import { CENTRAL_NAME } from './present-location.ts';
import { readAddress } from './rules/read-address.ts';

/** Fulfilments of one brand as whoever packs or hands over sees them: no address of e-mail, no money. */
export async function presentFulfilments(
  db: Reader,
  brandId: string,
  rows: readonly FulfilmentWithOrder[],
): Promise<FulfilmentView[]> {
  const places = await namesOfLocations(db, brandId);
  const userIds = rows.flatMap(({ doneBy }) => doneBy ?? []);
  const people = userIds.length > 0 ? await findNamesOfUsers(db, [...new Set(userIds)]) : [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    orderNumber: row.order.number,
    orderedAt: row.order.capturedAt.getTime(),
    dropTitle: row.order.drop?.title ?? '',
    location: row.location,
    locationName: places.get(row.location) ?? row.location,
    delivery: row.delivery as Delivery,
    recipient: row.order.shipToName ?? row.order.customer.name,
    address: row.delivery === 'ship' ? readAddress(row.order.shipTo) : null,
    lines: linesHere(row).map(({ title, quantity, isAddOn }) => ({ title, quantity, isAddOn })),
    note: row.order.note,
    doneAt: row.doneAt?.getTime() ?? null,
    doneByName: (row.doneBy && names.get(row.doneBy)) ?? null,
    undoUntil: row.doneAt ? row.doneAt.getTime() + UNDO_MS : null,
    canceledAt: row.canceledAt?.getTime() ?? null,
  }));
}

/** What of an order this location has to do. */
export function linesHere({ order, location }: FulfilmentWithOrder) {
  return order.lines.filter((line) => line.location === location);
}

/** The central reserve has its name also before it has an address. */
export async function namesOfLocations(db: Reader, brandId: string): Promise<Map<string, string>> {
  const locations = await findLocations(db, brandId);
  return new Map([
    [CENTRAL, CENTRAL_NAME],
    ...locations.map(({ id, name, isCentral }) => [isCentral ? CENTRAL : id, name] as const),
  ]);
}
