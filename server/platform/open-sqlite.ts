import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Execute } from './execute.ts';
import type { PrismaClient } from './generated/sqlite/client.ts';
import { holdForOneProcess } from './one-process.ts';
import { serialSqlite } from './sqlite-adapter.ts';

/** Opens a SQLite file for this process alone and makes its folder when there is none. */
export async function openSqlite(
  url: string,
  { writesOnThread }: { writesOnThread: boolean },
): Promise<{ client: PrismaClient; execute: Execute; close(): Promise<void> }> {
  const file = sqliteFile(url);
  mkdirSync(dirname(file), { recursive: true });
  const release = holdForOneProcess(file);
  try {
    const generated = await import('./generated/sqlite/client.ts');
    const factory = serialSqlite({ file, writesOnThread });
    const connection = await factory.connect();
    const client = new generated.PrismaClient({
      adapter: { ...factory, connect: async () => connection },
    });
    await client.$connect().catch(async (error: unknown) => {
      await connection.dispose();
      throw error;
    });
    return {
      client,
      execute: ({ sql, values }) =>
        connection.executeRaw({ sql, args: [...values], argTypes: values.map(() => TEXT) }),
      async close() {
        await client.$disconnect();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

const TEXT = { scalarType: 'string', arity: 'scalar' } as const;

/** The absolute path that a `file:` address names; relative ones start at the working directory. */
export function sqliteFile(url: string): string {
  const path = url.replace(/^file:(\/\/)?/, '').replace(/\?.*$/, '');
  if (path === '' || path === ':memory:')
    throw new Error('DATABASE_URL must name a file, for instance file:./.data/dropcast.db.');
  return resolve(path);
}
