import type { Db } from './db.ts';
import type { Engine } from './engine.ts';

/** The right of one holder to do something for a while; it ends by time when its holder dies. */
export type Leases = {
  /** True when the lease of that name is this node's for `forMs` from now. */
  take(name: string, forMs: number): Promise<boolean>;
  /** Sets the end of a lease that this node has: later while its work goes on, sooner at its end. */
  hold(name: string, forMs: number): Promise<void>;
};

/**
 * Leases in the database, for nodes that share nothing else for sure. Each step is one statement,
 * and time is the database's own, so that neither two nodes nor a wrong clock take a lease twice.
 */
export function databaseLeases({ db, engine }: { db: Db; engine: Engine }, holder: string): Leases {
  const { now, first, second, third } = DIALECT[engine];
  return {
    take: async (name, forMs) => {
      const taken = await db.$executeRawUnsafe(
        `INSERT INTO "schedule_lease" ("name", "holder", "untilMs")
         VALUES (${first}, ${second}, ${now} + ${third})
         ON CONFLICT ("name") DO UPDATE
         SET "holder" = excluded."holder", "untilMs" = excluded."untilMs"
         WHERE "schedule_lease"."untilMs" <= ${now}`,
        name,
        holder,
        forMs,
      );
      return taken === 1;
    },
    hold: async (name, forMs) => {
      await db.$executeRawUnsafe(
        `UPDATE "schedule_lease" SET "untilMs" = ${now} + ${first}
         WHERE "name" = ${second} AND "holder" = ${third}`,
        forMs,
        name,
        holder,
      );
    },
  };
}

/** For a database that belongs to this process alone. */
export const ownLeases: Leases = {
  take: () => Promise.resolve(true),
  hold: () => Promise.resolve(),
};

/** How each engine tells its time in epoch milliseconds, and how it writes parameters. */
const DIALECT = {
  sqlite: {
    now: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
    first: '?',
    second: '?',
    third: '?',
  },
  postgresql: {
    now: `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`,
    first: '$1',
    second: '$2',
    third: '$3',
  },
} as const satisfies Record<Engine, object>;
