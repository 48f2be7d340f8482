import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from './database.ts';
import { makeBrand } from './factories.ts';
import { testHub } from './hub.ts';
import { migrationsKey } from './migrations-key.ts';
import { createDatabaseOnPostgres, postgresUrl, takeSpareDatabase } from './postgres-database.ts';

const onPostgres = it.runIf(postgresUrl());

const counts = { clicks: 1, human: 1, confirmed: 0, visits: 1, claims: 0 };
const hit = { contractId: 'c', linkId: 'l', dropId: 'd', at: new Date(), ...counts };

/** Uses databases until the one at this address comes again: others may have taken another. */
async function again(url: string) {
  const taken: { close(): Promise<void> }[] = [];
  try {
    for (let i = 0; i < 20; i += 1) {
      const database = await createTestDatabase('postgresql');
      if (database.url === url) return database;
      taken.push(database);
    }
    throw new Error('somebody else has it');
  } finally {
    for (const database of taken) await database.close();
  }
}

onPostgres('a test finds none of the rows of the test before it', async () => {
  const first = await createTestDatabase('postgresql');
  await makeBrand(testHub(first.db));
  await first.db.lateHit.create({ data: hit });
  await first.close();
  const second = await again(first.url);
  try {
    expect(await second.db.brand.count()).toBe(0);
    expect(await second.db.lateHit.create({ data: hit })).toMatchObject({ id: 1 });
  } finally {
    await second.close();
  }
});

onPostgres('a test finds the triggers that the test before it removed', async () => {
  const triggers = ({ db }: Awaited<ReturnType<typeof createTestDatabase>>) =>
    db.$queryRaw`SELECT tgname::text FROM pg_trigger WHERE tgname = 'check_late_click_insert'`;
  const first = await createTestDatabase('postgresql');
  await first.db.$executeRaw`DROP TRIGGER "check_late_click_insert" ON "click"`;
  expect(await triggers(first)).toHaveLength(0);
  await first.close();
  const second = await again(first.url);
  try {
    expect(await triggers(second)).toHaveLength(1);
  } finally {
    await second.close();
  }
});

onPostgres('two tests at a time have databases of their own', async () => {
  const [one, other] = await Promise.all([
    createTestDatabase('postgresql'),
    createTestDatabase('postgresql'),
  ]);
  try {
    await makeBrand(testHub(one.db));
    expect(await other.db.brand.count()).toBe(0);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});

onPostgres('whoever names another database of the server has none that is taken', async () => {
  const other = await createDatabaseOnPostgres();
  const one = await createTestDatabase('postgresql');
  const before = process.env.TEST_POSTGRES_URL;
  process.env.TEST_POSTGRES_URL = other.url;
  const two = await createTestDatabase('postgresql').finally(() => {
    process.env.TEST_POSTGRES_URL = before;
  });
  try {
    expect(two.url).not.toBe(one.url);
    await makeBrand(testHub(two.db));
    expect(await one.db.brand.count()).toBe(0);
  } finally {
    await Promise.all([one.close(), two.close()]);
    await other.remove();
  }
});

onPostgres(
  'a new template takes the place of those of other migrations, but for what is taken',
  async () => {
    const family = `dropcast_${randomBytes(4).toString('hex')}`;
    const old = [
      'spare_00_1',
      'spare_00_2',
      'template_00',
      'spare_11_1',
      'spare_11_2',
      'template_11',
    ];
    const server = new pg.Client({ connectionString: postgresUrl() });
    await server.connect();
    const found = async () => {
      const { rows } = await server.query<{ name: string }>(
        'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1',
        [family],
      );
      return rows.map(({ name }) => name.slice(family.length + 1));
    };
    try {
      for (const name of old) await server.query(`CREATE DATABASE "${family}_${name}"`);
      // Somebody who is still on those migrations has this one.
      await server.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [
        `${family}_spare_11_2`,
      ]);
      await server.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [
        `${family}_template_11`,
      ]);
      const first = await takeSpareDatabase(family);
      const key = migrationsKey('postgresql');
      const ours = [`spare_${key}_1`, `template_${key}`];
      expect(await found()).toEqual([...ours, 'spare_11_2', 'template_11'].toSorted());
      const mine = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isFree"';
      const { rows } = await server.query(mine, [`${family}_template_${key}`]);
      expect(rows).toEqual([{ isFree: false }]);
      // Nothing is looked for when the template is there.
      await server.query(`CREATE DATABASE "${family}_spare_00_1"`);
      const second = await takeSpareDatabase(family);
      expect(await found()).toContain('spare_00_1');
      await Promise.all([first.giveBack(), second.giveBack()]);
    } finally {
      for (const name of await found()) await server.query(`DROP DATABASE "${family}_${name}"`);
      await server.end();
    }
  },
  60_000,
);
