import { createHash } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import type { DBAdapter, Where } from 'better-auth/adapters';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';

const ABSOLUTE_LIFE_MS = 30 * 86_400_000;

/**
 * What the auth library remembers, with two promises that it does not make itself: a session's token
 * is stored as its SHA-256 only, so that a copy of the database signs nobody in, and a session ends
 * thirty days after its sign-in however busy it is.
 */
export function authStore({ db, engine, clock }: { db: Db; engine: Engine; clock: Clock }) {
  const factory = prismaAdapter(db, { provider: engine, transaction: false });
  return (options: BetterAuthOptions): DBAdapter => hashingTokens(factory(options), clock);
}

/** SHA-256 in hex; the token has enough chance in it (190 bits) to need no salt. */
export function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

type Row = Record<string, unknown>;

function hashingTokens(inner: DBAdapter, clock: Clock): DBAdapter {
  return {
    ...inner,
    create: async <T extends Row, R = T>(given: Parameters<DBAdapter['create']>[0]) => {
      if (given.model !== 'session') return inner.create<T, R>(given as never);
      const { token } = given.data as Row;
      const row = await inner.create<Row, Row>({ ...given, data: hashedData(given.data) });
      return { ...row, token } as R;
    },
    findOne: async <T>(given: Parameters<DBAdapter['findOne']>[0]) => {
      if (given.model !== 'session') return inner.findOne<T>(given);
      const row = await inner.findOne<Row>({ ...given, where: hashedWhere(given.where) });
      return (row && alive(row, clock) ? withPlainToken(row, given.where) : null) as T | null;
    },
    findMany: (given) => inner.findMany(hashed(given)),
    count: (given) => inner.count(hashed(given)),
    update: async <T>(given: Parameters<DBAdapter['update']>[0]) => {
      if (given.model !== 'session') return inner.update<T>(given);
      const row = await inner.update<Row>({ ...hashed(given), update: hashedData(given.update) });
      return (row && withPlainToken(row, given.where)) as T | null;
    },
    updateMany: (given) => inner.updateMany(hashed(given)),
    delete: (given) => inner.delete(hashed(given)),
    deleteMany: (given) => inner.deleteMany(hashed(given)),
    consumeOne: (given) => inner.consumeOne(hashed(given)),
    transaction: (work) => work(hashingTokens(inner, clock)),
  };
}

function hashed<G extends { model: string; where?: Where[] | undefined }>(given: G): G {
  if (given.model !== 'session' || !given.where) return given;
  return { ...given, where: hashedWhere(given.where) };
}

function hashedWhere(where: Where[]): Where[] {
  return where.map((condition) => {
    if (condition.field !== 'token') return condition;
    const { value } = condition;
    if (typeof value === 'string') return { ...condition, value: hashSessionToken(value) };
    if (!Array.isArray(value)) return condition;
    return { ...condition, value: value.map((token) => hashSessionToken(String(token))) };
  });
}

function hashedData(data: Row): Row {
  return typeof data.token === 'string' ? { ...data, token: hashSessionToken(data.token) } : data;
}

/** The library goes on to use the token that it looked up by. */
function withPlainToken(row: Row, where: Where[]): Row {
  const token = where.find((condition) => condition.field === 'token')?.value;
  return typeof token === 'string' ? { ...row, token } : row;
}

function alive(row: Row, clock: Clock): boolean {
  const { createdAt } = row;
  if (!(createdAt instanceof Date)) return true;
  return createdAt.getTime() + ABSOLUTE_LIFE_MS > clock.now().getTime();
}
