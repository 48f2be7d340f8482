import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { type CreateDropInput, createDropSchema } from '../protocol/drops.schema.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeDraft } from '../test/draft.ts';
import { makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { changeDraft } from './change-draft.ts';
import { createDrop } from './create-drop.ts';
import { discardDraft } from './discard-draft.ts';
import { endDrop } from './end-drop.ts';
import { extendDrop } from './extend-drop.ts';
import { listDropsOfCreator } from './list-drops-of-creator.ts';
import { pauseDrop } from './pause-drop.ts';
import { publishDrop } from './publish-drop.ts';
import { readDrop } from './read-drop.ts';
import { readPublicDrop } from './read-public-drop.ts';
import { releaseUnits } from './release-units.ts';
import { resumeDrop } from './resume-drop.ts';

describe.each(testDatabases())('drops on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  async function draftOf(given: Partial<CreateDropInput> = {}) {
    const { brand, creator, contract, sku, inputOf } = await makeDraft(hub);
    return { brand, creator, contract, sku, input: inputOf(given) };
  }

  it('writes a draft that viewers and its creators do not see, and shows it once published', async () => {
    const { brand, creator, input } = await draftOf();
    const draft = await createDrop(hub, input);
    expect(draft).toMatchObject({
      phase: 'draft',
      missing: [],
      stock: { total: 20, available: 20 },
    });
    expect(draft.slug).toMatch(/^sunrise-leggings-moss-\w{5}$/);
    expect(await readPublicDrop(hub, { slug: draft.slug })).toBeNull();
    expect(await listDropsOfCreator(hub, creator.id)).toEqual([]);
    const published = await publishDrop(hub, { brandId: brand.id, dropId: draft.id });
    expect(published.phase).toBe('scheduled');
    expect((await readPublicDrop(hub, { slug: draft.slug }))?.version).toBe(1);
    expect(await listDropsOfCreator(hub, creator.id)).toMatchObject([{ id: draft.id }]);
  });

  it('lets a draft be written anew or thrown away, and a published drop not', async () => {
    const { brand, contract, sku, input } = await draftOf({ shippingPromise: '' });
    const draft = await createDrop(hub, input);
    const dropId = draft.id;
    const other = await makeSku(hub, { brandId: brand.id });
    const items = [
      { skuId: other.id, priceMinor: 900, units: 7 },
      { skuId: sku.id, priceMinor: 4500, units: 3 },
    ];
    const gates = [{ contractId: contract.id, capUnits: 4 }];
    const words = { ...input, items, gates, title: 'Another title', slug: 'a-new-slug' };
    const again = { ...createDropSchema.parse(words), dropId };
    const changed = await changeDraft(hub, again);
    expect(changed).toMatchObject({
      id: dropId,
      title: 'Another title',
      slug: 'a-new-slug',
      stock: { total: 10 },
      missing: ['Say when it ships: viewers read it before paying.'],
      gates: [{ capUnits: 4 }],
    });
    const published = await changeDraft(hub, { ...again, shippingPromise: 'Soon.', publish: true });
    expect(published.phase).toBe('scheduled');
    await expect(changeDraft(hub, again)).rejects.toMatchObject({ code: 'drop_not_draft' });
    const which = { brandId: brand.id, dropId };
    await expect(discardDraft(hub, which)).rejects.toMatchObject({ code: 'drop_not_draft' });
    const second = await createDrop(hub, input);
    await discardDraft(hub, { brandId: brand.id, dropId: second.id });
    expect(await hub.db.drop.count()).toBe(1);
  });

  it('leaves no draft of a drop that was to be published and cannot be', async () => {
    const { contract, input } = await draftOf({ gates: [], slug: 'knit-night', publish: true });
    const tooEarly = createDrop(hub, input);
    await expect(tooEarly).rejects.toMatchObject({ code: 'drop_incomplete' });
    expect(await hub.db.drop.count()).toBe(0);
    const gates = [{ contractId: contract.id, capUnits: null }];
    const drop = await createDrop(hub, createDropSchema.parse({ ...input, gates }));
    expect(drop).toMatchObject({ phase: 'scheduled', slug: 'knit-night' });
  });

  it('says what is missing instead of publishing', async () => {
    const { brand, contract, input } = await draftOf({ shippingPromise: '', gates: [] });
    const draft = await createDrop(hub, input);
    await expect(publishDrop(hub, { brandId: brand.id, dropId: draft.id })).rejects.toMatchObject({
      code: 'drop_incomplete',
      details: {
        missing: [
          'Open it through at least one creator.',
          'Say when it ships: viewers read it before paying.',
        ],
      },
    });
    await hub.db.contract.update({ where: { id: contract.id }, data: { endedAt: new Date() } });
    await expect(
      createDrop(
        hub,
        createDropSchema.parse({ ...input, gates: [{ contractId: contract.id, capUnits: 1 }] }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes neither another brand’s articles nor its contracts, and hides its drops', async () => {
    const { input, brand } = await draftOf();
    const other = await draftOf();
    await expect(createDrop(hub, { ...input, items: other.input.items })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(createDrop(hub, { ...input, gates: other.input.gates })).rejects.toMatchObject({
      code: 'not_found',
    });
    const foreign = await createDrop(hub, other.input);
    const which = { brandId: brand.id, dropId: foreign.id };
    await expect(readDrop(hub, which)).rejects.toMatchObject({ code: 'not_found' });
    await expect(publishDrop(hub, which)).rejects.toMatchObject({ code: 'not_found' });
    await expect(endDrop(hub, which)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('pauses with a public reason and goes on', async () => {
    const shop = await makeShop(hub);
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    await pauseDrop(hub, { ...which, reason: 'the stream has stopped' });
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_paused' });
    const view = await readPublicDrop(hub, { id: shop.drop.id });
    expect(view?.events.at(-1)?.text).toBe('Paused: the stream has stopped');
    await resumeDrop(hub, which);
    await claimOne(hub, shop);
  });

  it('logs every release and extension, and each raises the version', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    await claimOne(hub, shop);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    const before = await readPublicDrop(hub, { id: shop.drop.id });
    await releaseUnits(hub, { ...which, skuId: shop.sku.id, units: 2 });
    await extendDrop(hub, { ...which, minutes: 15 });
    const after = await readPublicDrop(hub, { id: shop.drop.id });
    expect(after?.version).toBe((before?.version ?? 0) + 2);
    expect(after?.facts.endsAt).toBe((before?.facts.endsAt ?? 0) + 15 * 60_000);
    expect(after?.events.map(({ text }) => text)).toEqual([
      '+2 released (One size)',
      'Extended by 15 min',
    ]);
    await claimOne(hub, shop);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('carries out a release or an extension once, however often it is asked under its key', async () => {
    const shop = await makeShop(hub, { units: 1 });
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    const release = { ...which, skuId: shop.sku.id, units: 2, key: 'a key of this release' };
    const extension = { ...which, minutes: 15, key: 'a key of this extension' };
    await Promise.all([releaseUnits(hub, release), releaseUnits(hub, release)]);
    await releaseUnits(hub, release);
    await extendDrop(hub, extension);
    await extendDrop(hub, extension);
    const told = { code: 'done_already' };
    await expect(releaseUnits(hub, { ...release, units: 20 })).rejects.toMatchObject(told);
    await expect(extendDrop(hub, { ...extension, minutes: 30 })).rejects.toMatchObject(told);
    await releaseUnits(hub, { ...release, key: 'a key of another release' });
    const after = await readPublicDrop(hub, { id: shop.drop.id });
    expect(after?.facts.endsAt).toBe(shop.drop.endsAt.getTime() + 15 * 60_000);
    expect(after?.events.map(({ text }) => text)).toEqual([
      '+2 released (One size)',
      'Extended by 15 min',
      '+2 released (One size)',
    ]);
    expect(JSON.stringify(after)).not.toContain('a key of');
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('is one drop, however often it is made under its id', async () => {
    const { input, brand } = await draftOf({});
    const asked = { ...input, dropId: newId(hub.clock.now()) };
    const first = await createDrop(hub, { ...asked, publish: false });
    const second = await createDrop(hub, { ...asked, title: 'A better title', publish: true });
    const third = await createDrop(hub, { ...asked, title: 'Too late', publish: true });
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect([second.title, third.title]).toEqual(['A better title', 'A better title']);
    expect(await hub.db.drop.count({ where: { brandId: brand.id } })).toBe(1);
    const twin = { ...input, dropId: newId(hub.clock.now()), publish: false };
    const made = await Promise.all([createDrop(hub, twin), createDrop(hub, twin)]);
    expect(made.map(({ id }) => id)).toEqual([twin.dropId, twin.dropId]);
    const other = await draftOf({});
    await expect(createDrop(hub, { ...other.input, dropId: first.id })).rejects.toThrow();
    expect(await hub.db.drop.count()).toBe(2);
  });

  it('ends early for new claims and for good', async () => {
    const shop = await makeShop(hub);
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    await endDrop(hub, which);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_ended' });
    await expect(extendDrop(hub, { ...which, minutes: 5 })).rejects.toMatchObject({
      code: 'drop_over',
    });
  });

  it('gives an address to one of two drops that want it at once', async () => {
    const { input } = await draftOf({ slug: 'the-same-address' });
    const answers = await Promise.allSettled([createDrop(hub, input), createDrop(hub, input)]);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([{ code: 'slug_taken' }]);
  });
});
