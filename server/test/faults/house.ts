import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { movableClock } from '../../platform/clock.ts';
import { openDatabase, type Reader } from '../../platform/db.ts';
import type { Engine } from '../../platform/engine.ts';
import { PrismaClient } from '../../platform/generated/sqlite/client.ts';
import { applyMigrations } from '../../platform/migrate.ts';
import { createTestDatabase } from '../database.ts';
import { makeDrop, makeLink } from '../factories.ts';
import { testHub } from '../hub.ts';
import { makeShop } from '../shop.ts';
import type { Venue } from './viewer.ts';

/** A data folder with a shop in it, for a hub that is not running yet. */
export type House = {
  dataDir: string;
  databaseUrl: string;
  venues: Omit<Venue, 'origin'>[];
  /** Reads one moment of the database while the hub serves from it. */
  read<T>(look: (db: Reader) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
};

/** More than any load of a few seconds can claim. */
const PLENTY = 20_000;

/** Builds a shop with several drops of the same article, each with a link of its own. */
export async function buildHouse(engine: Engine, { drops }: { drops: number }): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dropcast-fault-'));
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true });
  if (engine === 'postgresql') {
    const { db, url, close } = await createTestDatabase(engine);
    const remove = async () => {
      await close();
      removeFolder();
    };
    const venues = await openDrops(db, drops);
    return { dataDir, databaseUrl: url, venues, remove, read: (look) => oneMoment(db, look) };
  }
  const file = join(dataDir, 'dropcast.db');
  const databaseUrl = `file:${file}`;
  await applyMigrations(databaseUrl);
  const { db, close } = await openDatabase({ url: databaseUrl });
  const venues = await openDrops(db, drops).finally(close);
  return {
    dataDir,
    databaseUrl,
    venues,
    read: (look) => readBeside(file, look),
    remove: async () => removeFolder(),
  };
}

async function openDrops(db: Parameters<typeof testHub>[0], count: number) {
  const hub = testHub(db, { clock: movableClock(new Date()) });
  const { brand, sku, contract } = await makeShop(hub);
  const venues: Omit<Venue, 'origin'>[] = [];
  for (let made = 0; made < count; made += 1) {
    const contractIds = [contract.id];
    const sold = { brandId: brand.id, skuId: sku.id, contractIds, units: PLENTY };
    const drop = await makeDrop(hub, sold);
    const link = await makeLink(hub, { contractId: contract.id, dropId: drop.id });
    venues.push({ drop, sku, link });
  }
  return venues;
}

/** A second, reading connection: the hub keeps the file to itself, but WAL lets anybody look on. */
async function readBeside<T>(file: string, look: (db: Reader) => Promise<T>): Promise<T> {
  const options = { url: file, readonly: true, timeout: 5000 };
  const adapter = new PrismaBetterSqlite3(options, { timestampFormat: 'unixepoch-ms' });
  const client = new PrismaClient({ adapter });
  try {
    return await oneMoment(client, look);
  } finally {
    await client.$disconnect();
  }
}

function oneMoment<T>(db: PrismaClient, look: (db: Reader) => Promise<T>): Promise<T> {
  const isolationLevel = 'Serializable';
  return db.$transaction((tx) => look(tx), { isolationLevel, timeout: 30_000 });
}
