import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { requestBy } from '../test/context.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand, makeCreator } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { accountsRouter } from './accounts.router.ts';

describe.each(testDatabases())('workspaces on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let brand: Awaited<ReturnType<typeof makeBrand>>;
  let person: SignedInUser;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    brand = await makeBrand(hub);
    person = (await makeCreator(hub)).user;
  });
  afterEach(() => database.close());

  const as = (user: SignedInUser | null) => accountsRouter.createCaller(requestBy(hub, user));
  const invite = (email: string, role: 'owner' | 'manager' | 'viewer' = 'manager') =>
    as(brand.owner).inviteMember({ brandId: brand.id, email, role });

  test('one person is a creator and owns a workspace', async () => {
    const made = await as(person).createBrand({
      name: 'Café Nørd',
      currency: 'eur',
      timeZone: 'Europe/Berlin',
    });
    expect(made).toMatchObject({ slug: 'cafe-nord', role: 'owner' });
    const me = await as(person).me();
    expect(me.brands).toEqual([made]);
    expect(me.creator?.id).toMatch(/^[0-9a-z]{26}$/);
  });

  test('two brands of one name get two addresses, also when they come at once', async () => {
    const one = { name: 'Twin', currency: 'eur', timeZone: 'UTC' } as const;
    const made = await Promise.all([as(person).createBrand(one), as(person).createBrand(one)]);
    expect(made.map(({ slug }) => slug).sort()).toEqual(['twin', 'twin-2']);
  });

  test('a brand sells in a currency of which every minor unit can be charged and paid out', async () => {
    const brandIn = (currency: string) =>
      as(person).createBrand({ name: 'Far', currency, timeZone: 'UTC' } as never);
    await expect(brandIn('jpy')).resolves.toMatchObject({ currency: 'jpy' });
    await expect(brandIn('kwd')).rejects.toThrow(/currency/);
  });

  test('a handle belongs to one creator, and a person has one profile', async () => {
    const given = { handle: '@Ada.Live', displayName: 'Ada', timeZone: 'Europe/Berlin' };
    const ada = await as(brand.owner).becomeCreator(given);
    expect(ada).toMatchObject({ handle: 'ada.live' });
    await expect(as(brand.owner).becomeCreator({ ...given, handle: 'other' })).rejects.toThrow(
      /already have a creator profile/,
    );
    const other = await makeBrand(hub);
    await expect(as(other.owner).becomeCreator(given)).rejects.toThrow(/belongs to somebody else/);
  });

  test('an invited person joins with the role, once', async () => {
    const { id } = await invite(person.email);
    expect((await hub.db.outboxMail.findFirstOrThrow()).to).toBe(person.email);
    const [shown] = (await as(person).me()).invitations;
    expect(shown).toMatchObject({ id, brandName: brand.name, role: 'manager' });
    hub.clock.advance(1000);
    const joined = await as(person).acceptInvitation({ invitationId: id });
    expect(joined).toMatchObject({ id: brand.id, role: 'manager' });
    const { members, invitations } = await as(person).members({ brandId: brand.id });
    expect(members.map(({ role, isYou }) => [role, isYou])).toEqual([
      ['owner', false],
      ['manager', true],
    ]);
    expect(invitations).toEqual([]);
    const again = as(person).acceptInvitation({ invitationId: id });
    await expect(again).rejects.toThrow(/withdrawn or already used/);
    await expect(invite(person.email)).rejects.toThrow(/already in the workspace/);
  });

  test('an invitation opens for its confirmed address only, and not once it is withdrawn', async () => {
    const { id } = await invite(person.email);
    const other = await makeCreator(hub);
    await expect(as(other.user).acceptInvitation({ invitationId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const unproven = { ...person, emailVerified: false };
    expect((await as(unproven).me()).invitations).toEqual([]);
    await expect(as(unproven).acceptInvitation({ invitationId: id })).rejects.toThrow(/Confirm/);
    await as(brand.owner).revokeInvitation({ brandId: brand.id, invitationId: id });
    await expect(as(person).acceptInvitation({ invitationId: id })).rejects.toThrow(/withdrawn/);
  });

  test('a workspace keeps an owner, also when two of them leave at once', async () => {
    const owner = { brandId: brand.id };
    const [only] = (await as(brand.owner).members(owner)).members;
    const memberId = only?.id ?? '';
    await expect(as(brand.owner).removeMember({ ...owner, memberId })).rejects.toThrow(/one owner/);
    const { id } = await invite(person.email, 'owner');
    await as(person).acceptInvitation({ invitationId: id });
    const { members } = await as(person).members(owner);
    const removals = await Promise.allSettled(
      members.map((member) =>
        as(member.isYou ? person : brand.owner).removeMember({ ...owner, memberId: member.id }),
      ),
    );
    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await hub.db.brandMember.count({ where: { brandId: brand.id } })).toBe(1);
  });

  test('a viewer looks and changes nothing but leaves', async () => {
    const { id } = await invite(person.email, 'viewer');
    await as(person).acceptInvitation({ invitationId: id });
    const brandId = brand.id;
    const { members } = await as(person).members({ brandId });
    const idOf = (isYou: boolean) => members.find((member) => member.isYou === isYou)?.id ?? '';
    for (const act of [
      () => as(person).updateBrand({ brandId, name: 'Mine now' }),
      () => as(person).inviteMember({ brandId, email: 'x@x.test', role: 'owner' }),
      () => as(person).removeMember({ brandId, memberId: idOf(false) }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await as(person).removeMember({ brandId, memberId: idOf(true) });
    await expect(as(person).members({ brandId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test("another tenant's workspace looks like a missing one", async () => {
    const other = await makeBrand(hub);
    const brandId = brand.id;
    const { id: invitationId } = await invite('somebody@x.test');
    const [member] = (await as(brand.owner).members({ brandId })).members;
    for (const act of [
      () => as(other.owner).members({ brandId }),
      () => as(other.owner).updateBrand({ brandId, name: 'Mine now' }),
      () => as(other.owner).inviteMember({ brandId, email: 'x@x.test', role: 'owner' }),
      () => as(other.owner).revokeInvitation({ brandId: other.id, invitationId }),
      () => as(other.owner).removeMember({ brandId: other.id, memberId: member?.id ?? '' }),
      () => as(other.owner).acceptInvitation({ invitationId }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(as(null).me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('an owner says which sites may embed the widget', async () => {
    const brandId = brand.id;
    const changed = await as(brand.owner).updateBrand({
      brandId,
      widgetOrigins: ['https://Shop.example/', 'http://localhost:3000'],
    });
    expect(changed.widgetOrigins).toEqual(['https://shop.example', 'http://localhost:3000']);
    expect(changed.name).toBe(brand.name);
    for (const bad of ['http://shop.example', 'https://shop.example/path', 'shop.example', '*']) {
      await expect(
        as(brand.owner).updateBrand({ brandId, widgetOrigins: [bad] }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  test('the sign-in page knows demo sign-ins only where demo data was seeded', async () => {
    expect(await as(null).hub()).toEqual({
      demoSignIns: [],
      outboxIsLocal: true,
      stripeIsTest: true,
    });
    const demo = [{ label: 'Brand', email: 'a@demo.test', password: 'demo', role: 'brand' }];
    await hub.db.hubSetting.create({ data: { key: 'demo', value: JSON.stringify(demo) } });
    expect((await as(null).hub()).demoSignIns).toEqual(demo);
  });
});
