import type { BrandView } from '../../server/protocol/accounts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { CENTRAL, EVERYONE } from '../../server/protocol/stock-keys.ts';
import { toLocalInput } from '../ui/format-time.ts';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import { readCount, readMoment } from './draft-text.ts';

/** Units at another place, or kept for one group. */
export type DraftStock = { key: string; location: string; audience: string; units: string };
/** An early step of the price, ended by units, by a moment, or by both. */
export type DraftRung = { key: string; price: string; units: string; ends: string };

export type DraftItem = {
  key: string;
  skuId: string;
  price: string;
  units: string;
  stock: DraftStock[];
  rungs: DraftRung[];
};

/** A line without an article. */
export function emptyItem(at: number): DraftItem {
  return { key: `item-${at}`, skuId: '', price: '', units: '50', stock: [], rungs: [] };
}

/** The lines that another drop had; its moments moved by `shiftMs`, with its window. */
export function itemsOfDrop(
  drop: DropDetail,
  { shiftMs, timeZone }: { shiftMs: number; timeZone: string },
): DraftItem[] {
  return drop.items.map((item, at) => {
    const pools = drop.pools.filter(({ skuId }) => skuId === item.skuId);
    const isFirst = (pool: (typeof pools)[number]) =>
      pool.location === CENTRAL && pool.audience === EVERYONE;
    return {
      key: `item-${at}`,
      skuId: item.skuId,
      price: writeAmount(item.priceMinor, drop.currency),
      units: String(pools.find(isFirst)?.stock.total ?? 0),
      stock: pools
        .filter((pool) => !isFirst(pool))
        .map(({ id, location, audience, stock }) => ({
          key: id,
          location,
          audience,
          units: String(stock.total),
        })),
      rungs: item.rungs.map(({ position, priceMinor, units, endsAt }) => ({
        key: String(position),
        price: writeAmount(priceMinor, drop.currency),
        units: units === null ? '' : String(units),
        ends: endsAt === null ? '' : toLocalInput(endsAt + shiftMs, timeZone),
      })),
    };
  });
}

type Reading = Pick<BrandView, 'currency' | 'timeZone'>;

/** One line read; null while a field of it is missing or cannot be read. */
export function readItem(item: DraftItem, brand: Reading) {
  const article = readArticle(item, brand);
  const extraStock = readStock(item);
  const rungs = readRungs(item, brand);
  return article && extraStock && rungs ? { ...article, extraStock, rungs } : null;
}

/** Article, price and units; there may be none for everybody when there is other stock. */
export function readArticle(item: DraftItem, { currency }: Pick<Reading, 'currency'>) {
  const priceMinor = readAmount(item.price, currency);
  const isNone = item.units.trim() === '0' && item.stock.length > 0;
  const units = isNone ? 0 : readCount(item.units);
  if (item.skuId === '' || priceMinor === null || !(isNone || units > 0)) return null;
  return { skuId: item.skuId, priceMinor, units };
}

export function readStock({ stock }: DraftItem) {
  const rows = stock.map(({ location, audience, units }) => ({
    location,
    audience,
    units: readCount(units),
  }));
  const keys = rows.map(({ location, audience }) => `${location} ${audience}`);
  const areDistinct = new Set([...keys, `${CENTRAL} ${EVERYONE}`]).size === keys.length + 1;
  return areDistinct && rows.every(({ units }) => units > 0) ? rows : null;
}

export function readRungs({ rungs }: DraftItem, { currency, timeZone }: Reading) {
  const read = rungs.map((rung) => ({
    priceMinor: readAmount(rung.price, currency) ?? 0,
    units: rung.units === '' ? null : readCount(rung.units),
    endsAt: readMoment(rung.ends, timeZone),
  }));
  const isRead = read.every(
    ({ priceMinor, units, endsAt }) =>
      priceMinor > 0 && units !== 0 && endsAt !== undefined && (units !== null || endsAt !== null),
  );
  return isRead ? read.map(({ endsAt = null, ...rung }) => ({ ...rung, endsAt })) : null;
}
