import type { Prisma } from './generated/sqlite/client.ts';

/** Sends a statement whose parameters are texts straight to the driver; resolves with how many rows it changed. */
export type Execute = (statement: Prisma.Sql) => Promise<number>;
