import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/platform/db.ts';
import { applyMigrations } from '../../server/platform/migrate.ts';
import { createEmptyDatabase, testDatabases } from '../../server/test/database.ts';
import { writeMigration } from './new-migration.ts';

describe.each(testDatabases())('a migration that makes tables anew on %s', (engine) => {
  it('keeps the rows and puts every check back', async () => {
    const root = mkdtempSync(join(tmpdir(), 'dropcast-root-'));
    cpSync('prisma', join(root, 'prisma'), { recursive: true });
    const { url, remove } = await createEmptyDatabase(engine);
    await applyMigrations(url);
    const before = await openDatabase({ url });
    const createdAt = new Date('2026-01-01T00:00:00Z');
    const shared = { currency: 'eur', timeZone: 'UTC', createdAt };
    await before.db.brand.create({ data: { ...shared, id: 'b', slug: 'b', name: 'B' } });
    await before.db.contract.create({
      data: { id: 'c', brandId: 'b', invitedEmail: 'a@example.com', createdAt },
    });
    await before.close();

    changeModel(root, {
      file: 'accounts',
      from: 'isDemo ',
      to: 'isDraft Boolean @default(true)\n  isDemo ',
    });
    changeModel(root, { file: 'drops', from: 'capacity  Int\n', to: 'capacity  BigInt\n' });
    expect(await writeMigration(root, 'next', new Date('2999-01-01T00:00:00Z'))).toHaveLength(2);
    expect(await writeMigration(root, 'none', new Date('2999-01-02T00:00:00Z'))).toEqual([]);
    expect(await applyMigrations(url, join(root, 'prisma', 'migrations'))).toEqual([
      '29990101000000_next',
    ]);

    const { db, close } = await openDatabase({ url });
    expect(await db.contract.count({ where: { brand: { name: 'B' } } })).toBe(1);
    const refused = db.customerAllowance.create({
      data: { dropId: 'd', customerKey: 'k', usedUnits: -1 },
    });
    await expect(refused).rejects.toThrow();
    const pool = db.$executeRaw`
      INSERT INTO "stock_pool" ("id", "dropId", "skuId", "capacity", "available")
      VALUES ('p', 'd', 's', 5, 4)`;
    await expect(pool).rejects.toThrow('stock_pool');
    await close();
    await remove();
    rmSync(root, { recursive: true, force: true });
  });
});

function changeModel(
  root: string,
  { file, from, to }: { file: string; from: string; to: string },
): void {
  const path = join(root, 'prisma', 'schema', `${file}.prisma`);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
}
