import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeCustomers } from '../customers/merge-customers.ts';
import { EVERYONE, PAST_BUYERS } from '../protocol/stock-keys.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop } from '../test/shop.ts';
import { addMembers } from './add-members.ts';
import { archiveAudience } from './archive-audience.ts';
import { audiencesOf } from './audiences-of.ts';
import { createAudience } from './create-audience.ts';
import { listAudiences } from './list-audiences.ts';
import { listMembers } from './list-members.ts';
import { removeMembers } from './remove-members.ts';
import { renameAudience } from './rename-audience.ts';

describe.each(testDatabases())('audiences on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterAll(() => database.close());

  async function makeMembers(addresses: string[] = []) {
    const brand = await makeBrand(hub);
    const audience = await createAudience(hub, { brandId: brand.id, name: 'Members' });
    const which = { brandId: brand.id, audienceId: audience.id };
    const added = addresses.length > 0 ? await addMembers(hub, { ...which, addresses }) : null;
    return { brandId: brand.id, which, added };
  }

  it('adds what is an address, once for all its spellings, and names what is none', async () => {
    const { which, added } = await makeMembers([
      'Bea@Home.test',
      'bea+drops@home.test',
      'kim.lee@gmail.com',
      'not an address@',
      '@home.test',
    ]);
    expect(added).toEqual({ added: 2, known: 1, refused: ['not an address@', '@home.test'] });
    const { members } = await listMembers(hub, { ...which, search: '' });
    expect(members.map(({ email }) => email)).toEqual(['bea@home.test', 'kimlee@gmail.com']);
  });

  it('adds every address once when the same list is sent five times at once', async () => {
    const { which } = await makeMembers();
    const addresses = Array.from({ length: 100 }, (_, n) => `member${n}@home.test`);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => addMembers(hub, { ...which, addresses })),
    );
    expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(100);
    expect(answers.reduce((sum, { known }) => sum + known, 0)).toBe(400);
    expect((await listAudiences(hub, which.brandId)).audiences).toMatchObject([{ members: 100 }]);
  });

  it('lists a thousand members in pages that miss none, and finds one by a part of it', async () => {
    const { which } = await makeMembers();
    for (let at = 0; at < 1000; at += 250) {
      const addresses = Array.from({ length: 250 }, (_, n) => `m${at + n}@home.test`);
      await addMembers(hub, { ...which, addresses });
    }
    const first = await listMembers(hub, { ...which, search: '' });
    const second = await listMembers(hub, { ...which, search: '', after: first.next ?? '' });
    const emails = [...first.members, ...second.members].map(({ email }) => email);
    expect(new Set(emails).size).toBe(1000);
    expect(second.next).toBeNull();
    const found = await listMembers(hub, { ...which, search: 'm77@' });
    expect(found.members.map(({ email }) => email)).toEqual(['m77@home.test']);
  });

  it('removes an address however it is spelled', async () => {
    const { which } = await makeMembers(['bea@home.test', 'kim@home.test']);
    const addresses = ['BEA+x@home.test', 'unknown@home.test'];
    expect(await removeMembers(hub, { ...which, addresses })).toEqual({ removed: 1 });
    expect((await listMembers(hub, { ...which, search: '' })).members).toHaveLength(1);
  });

  it('knows another brand’s audience as little as a missing one', async () => {
    const { which } = await makeMembers(['bea@home.test']);
    const stranger = { ...which, brandId: (await makeBrand(hub)).id };
    for (const attempt of [
      () => renameAudience(hub, { ...stranger, name: 'Mine' }),
      () => archiveAudience(hub, stranger),
      () => listMembers(hub, { ...stranger, search: '' }),
      () => addMembers(hub, { ...stranger, addresses: ['x@home.test'] }),
      () => removeMembers(hub, { ...stranger, addresses: ['bea@home.test'] }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await listMembers(hub, { ...which, search: '' })).members).toHaveLength(1);
  });

  it('refuses a second audience of the same name, and a rename to it', async () => {
    const { brandId } = await makeMembers();
    const taken = { code: 'audience_name_taken' };
    await expect(createAudience(hub, { brandId, name: 'Members' })).rejects.toMatchObject(taken);
    const { id: audienceId } = await createAudience(hub, { brandId, name: 'Press' });
    const rename = renameAudience(hub, { brandId, audienceId, name: 'Members' });
    await expect(rename).rejects.toMatchObject(taken);
  });

  it('lets nobody belong to an archived audience', async () => {
    const { brandId, which } = await makeMembers(['bea@home.test']);
    expect(await audiencesOf(hub.db, brandId, 'bea@home.test')).toEqual(
      new Set([EVERYONE, which.audienceId]),
    );
    await archiveAudience(hub, which);
    expect(await audiencesOf(hub.db, brandId, 'bea@home.test')).toEqual(new Set([EVERYONE]));
  });

  it('counts whoever has a paid order as a past buyer of that brand alone', async () => {
    const shop = await makeShop(hub);
    const brandId = shop.brand.id;
    await makeOrder(hub, { ...shop, brandId, email: 'Buyer+1@home.test' });
    expect(await audiencesOf(hub.db, brandId, 'buyer@home.test')).toContain(PAST_BUYERS);
    expect(await audiencesOf(hub.db, brandId, 'other@home.test')).not.toContain(PAST_BUYERS);
    const another = await makeBrand(hub);
    expect(await audiencesOf(hub.db, another.id, 'buyer@home.test')).not.toContain(PAST_BUYERS);
    expect((await listAudiences(hub, brandId)).pastBuyers).toBe(1);
  });

  it('counts a buyer who is merged with another as a past buyer under each of their addresses', async () => {
    const shop = await makeShop(hub);
    const brandId = shop.brand.id;
    const first = await makeOrder(hub, { ...shop, brandId, email: 'ana@home.test' });
    const second = await makeOrder(hub, { ...shop, brandId, email: 'ana@work.test' });
    const customerIds: [string, string] = [first.customerId, second.customerId];
    const given = { brandId, customerIds, reason: 'She wrote to us.', userId: shop.brand.owner.id };
    await mergeCustomers(hub, given);
    for (const emailKey of ['ana@home.test', 'ana@work.test']) {
      expect(await audiencesOf(hub.db, brandId, emailKey)).toContain(PAST_BUYERS);
    }
    const another = await makeBrand(hub);
    expect(await audiencesOf(hub.db, another.id, 'ana@work.test')).not.toContain(PAST_BUYERS);
  });

  it('takes whoever has proven no address for one of everyone', async () => {
    const { brandId } = await makeMembers(['bea@home.test']);
    expect(await audiencesOf(hub.db, brandId, null)).toEqual(new Set([EVERYONE]));
  });
});
