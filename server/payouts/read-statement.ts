import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { StatementSection, StatementView } from '../protocol/payouts.ts';
import {
  findCreatorOfBrand,
  listEntriesBetween,
  readBrandNames,
  type StatementOwner,
  sumOwedBefore,
} from './creator-statements.store.ts';
import { statementOf } from './rules/statement.ts';
import { statementPeriod } from './rules/statement-period.ts';

type Days = { from: string; to: string };

/** A creator's own statement over whole days of their zone: one section per brand and currency. */
export async function readMyStatement(
  db: Reader,
  creator: { id: string; displayName: string; timeZone: string },
  days: Days,
): Promise<StatementView> {
  return read(db, { creatorId: creator.id }, { name: creator.displayName, ...creator, ...days });
}

/** What happened between a brand and one of its creators; anybody else's creator is `not_found`. */
export async function readStatementOfCreator(
  db: Reader,
  brand: { id: string; timeZone: string },
  { creatorId, ...days }: Days & { creatorId: string },
): Promise<StatementView> {
  const owner = { brandId: brand.id, creatorId };
  const name = await findCreatorOfBrand(db, owner);
  if (name === null) throw new Problem('not_found');
  return read(db, owner, { name, timeZone: brand.timeZone, ...days });
}

async function read(
  db: Reader,
  owner: StatementOwner,
  { name, timeZone, from, to }: Days & { name: string; timeZone: string },
): Promise<StatementView> {
  const period = statementPeriod({ from, to }, timeZone);
  const openings = await sumOwedBefore(db, owner, period.from);
  const entries = await listEntriesBetween(db, owner, period);
  const places = new Map(
    [...openings, ...entries].map(({ brandId, currency }) => [
      `${brandId} ${currency}`,
      { brandId, currency },
    ]),
  );
  const names = await readBrandNames(
    db,
    [...places.values()].map(({ brandId }) => brandId),
  );
  const sections = [...places.values()].map(({ brandId, currency }): StatementSection => {
    const isHere = (one: { brandId: string; currency: string }) =>
      one.brandId === brandId && one.currency === currency;
    const opening = openings.find(isHere)?.minor ?? 0;
    const statement = statementOf(opening, entries.filter(isHere));
    const money = (minor: number) => ({ minor, currency });
    return {
      brandId,
      brandName: names.get(brandId) ?? '',
      currency,
      opening: money(statement.openingMinor),
      lines: money(statement.linesMinor),
      reversals: money(statement.reversalsMinor),
      payouts: money(statement.payoutsMinor),
      closing: money(statement.closingMinor),
      rows: statement.rows.map(({ at, amountMinor, ...row }) => ({
        ...row,
        at: at.getTime(),
        amount: money(amountMinor),
      })),
    };
  });
  const isSomething = ({ rows, opening }: StatementSection) =>
    rows.length > 0 || opening.minor !== 0;
  return {
    creatorName: name,
    from: period.from.getTime(),
    to: period.to.getTime(),
    timeZone,
    sections: sections
      .filter(isSomething)
      .sort((a, b) => a.brandName.localeCompare(b.brandName, 'en')),
  };
}
