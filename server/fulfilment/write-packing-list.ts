import { type Cell, toCsv } from '../platform/csv.ts';
import type { Reader } from '../platform/db.ts';
import { type FulfilmentWithOrder, findSkuCodes, findToDo } from './fulfilment.store.ts';
import { linesHere, namesOfLocations } from './present-fulfilment.ts';
import { readAddress } from './rules/read-address.ts';

const MOST = 5_000;

const HEADER = [
  'Order',
  'Delivery',
  'Name',
  'Address line 1',
  'Address line 2',
  'Postal code',
  'City',
  'State',
  'Country',
  'Article code',
  'Article',
  'Quantity',
  'Note',
];

/**
 * What one location has to pack, a row for each article. Of the buyer it holds what a parcel's label
 * needs and nothing else; what is collected goes by the order's number alone.
 */
export async function writePackingList(
  db: Reader,
  { brandId, location }: { brandId: string; location: string },
): Promise<{ name: string; csv: string }> {
  const rows = await findToDo(db, { brandId, location }, { take: MOST });
  const place = (await namesOfLocations(db, brandId)).get(location) ?? location;
  const skuIds = rows.flatMap((row) => linesHere(row).flatMap(({ skuId }) => skuId ?? []));
  const skus = await findSkuCodes(db, [...new Set(skuIds)]);
  const codes = new Map(skus.map(({ id, code }) => [id, code]));
  return {
    name: `packing-${place.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`,
    csv: toCsv(
      HEADER,
      rows.flatMap((row) => cellsOf(row, codes)),
    ),
  };
}

function cellsOf(row: FulfilmentWithOrder, codes: ReadonlyMap<string, string>): Cell[][] {
  const { order } = row;
  const isSent = row.delivery === 'ship';
  const address = isSent ? readAddress(order.shipTo) : null;
  const label = [
    isSent ? order.shipToName : null,
    address?.line1,
    address?.line2,
    address?.postalCode,
    address?.city,
    address?.state,
    address?.country,
  ];
  return linesHere(row).map(({ skuId, title, quantity }) => [
    { plain: String(order.number) },
    { plain: isSent ? 'ship' : 'pick up' },
    ...label.map((text) => ({ text: text ?? '' })),
    { text: codes.get(skuId ?? '') ?? '' },
    { text: title },
    { plain: String(quantity) },
    { text: order.note ?? '' },
  ]);
}
