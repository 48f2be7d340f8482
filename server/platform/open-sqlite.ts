import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PrismaClient } from './generated/sqlite/client.ts';
import { holdForOneProcess } from './one-process.ts';
import { serialSqlite } from './sqlite-adapter.ts';

/** Opens a SQLite file for this process alone and makes its folder when there is none. */
export async function openSqlite(
  url: string,
  { writesOnThread }: { writesOnThread: boolean },
): Promise<{ client: PrismaClient; close(): Promise<void> }> {
  const file = sqliteFile(url);
  mkdirSync(dirname(file), { recursive: true });
  const release = holdForOneProcess(file);
  try {
    const generated = await import('./generated/sqlite/client.ts');
    const client = new generated.PrismaClient({ adapter: serialSqlite({ file, writesOnThread }) });
    await client.$connect();
    return {
      client,
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

/** The absolute path that a `file:` address names; relative ones start at the working directory. */
export function sqliteFile(url: string): string {
  const path = url.replace(/^file:(\/\/)?/, '').replace(/\?.*$/, '');
  if (path === '' || path === ':memory:')
    throw new Error('DATABASE_URL must name a file, for instance file:./.data/dropcast.db.');
  return resolve(path);
}
