import { inflateSync } from 'node:zlib';
import express from 'express';
import { decodeQR } from 'qr/decode.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { createLink } from './create-link.ts';
import { drawQrPng, drawQrSvg } from './draw-qr.ts';
import { endLink } from './end-link.ts';
import { linkTargetsOf } from './link-targets.ts';
import { linksRoutes } from './links.routes.ts';
import { listTouches } from './list-touches.ts';
import { pauseLink } from './pause-link.ts';
import { promoteClicks } from './promote-click.ts';
import { readClick } from './read-click.ts';
import { readLinksOfCreator } from './read-links.ts';
import { resumeLink } from './resume-link.ts';
import { visitLink } from './visit-link.ts';

describe.each(testDatabases())('links on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let given: Awaited<ReturnType<typeof aContract>>;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    given = await aContract(hub);
  });
  afterEach(() => database.close());

  const create = (more: { slug?: string; dropId?: string } = {}) =>
    createLink(hub, given.creator, { contractId: given.contract.id, label: 'Bio', ...more });

  test('a link without a name gets one of its creator and a code that can be said', async () => {
    const link = await create();
    expect(link.slug).toMatch(new RegExp(`^${given.creator.handle}-[a-z]+[1-9][0-9]$`));
    expect(link.spokenCode).toMatch(/^[a-z]+-[a-z]+-[1-9][0-9]$/);
    expect(link).toMatchObject({
      url: `http://hub.test/r/${link.slug}`,
      label: 'Bio',
      brandName: given.brand.name,
      dropTitle: null,
      state: 'active',
      visits: 0,
    });
  });

  test('a name is given once, also when it is the spoken code of another link', async () => {
    const { slug, spokenCode } = await create({ slug: 'mara-live' });
    for (const taken of [slug, spokenCode])
      await expect(create({ slug: taken })).rejects.toMatchObject({ code: 'link_slug_taken' });
  });

  test('one of two links that want the same name at the same time gets it', async () => {
    const both = await Promise.allSettled([
      create({ slug: 'mara-live' }),
      create({ slug: 'mara-live' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'link_slug_taken' }),
    });
  });

  test('a contract of another creator looks like a missing one', async () => {
    const stranger = await makeCreator(hub);
    for (const contractId of [given.contract.id, newId(hub.clock.now())])
      await expect(createLink(hub, stranger, { contractId, label: '' })).rejects.toMatchObject({
        code: 'not_found',
      });
  });

  test('an ended contract gets no new link', async () => {
    const { id } = given.contract;
    await hub.db.contract.update({ where: { id }, data: { endedAt: hub.clock.now() } });
    await expect(create()).rejects.toMatchObject({ code: 'contract_not_active' });
  });

  test('a link can be made for a drop that its contract has a part in, and for no other', async () => {
    const other = await aContract(hub);
    expect((await create({ dropId: given.drop.id })).dropTitle).toBe('Test drop');
    await expect(create({ dropId: other.drop.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a link pauses, resumes and ends, and the redirect knows at once', async () => {
    const link = await create();
    const of = { creatorId: given.creator.id, linkId: link.id };
    const targets = linkTargetsOf(hub);
    await targets.load(link.slug);

    expect((await pauseLink(hub, of)).state).toBe('paused');
    expect(targets.peek(link.slug)).toBeUndefined();
    expect((await targets.load(link.slug))?.pausedAt).toEqual(hub.clock.now());
    expect((await resumeLink(hub, of)).state).toBe('active');
    expect((await endLink(hub, of)).state).toBe('ended');
    expect((await endLink(hub, of)).state).toBe('ended');
    await expect(resumeLink(hub, of)).rejects.toMatchObject({ code: 'link_ended' });
  });

  test('a link of another creator looks like a missing one', async () => {
    const { id: linkId } = await create();
    const stranger = await makeCreator(hub);
    const of = { creatorId: stranger.id, linkId };
    for (const change of [pauseLink, resumeLink, endLink])
      await expect(change(hub, of)).rejects.toMatchObject({ code: 'not_found' });
    expect((await readLinksOfCreator(hub, given.creator.id))[0]?.state).toBe('active');
    expect(await readLinksOfCreator(hub, stranger.id)).toEqual([]);
  });

  test('visits are counted once each, and raw hits never', async () => {
    const link = await makeLink(hub, { contractId: given.contract.id });
    await click(hub, { linkId: link.id, verdict: 'human' });
    await click(hub, { linkId: link.id, verdict: 'confirmed' });
    await click(hub, { linkId: link.id, verdict: 'human', startsVisit: false });
    await click(hub, { linkId: link.id, verdict: 'raw' });
    const [view] = await readLinksOfCreator(hub, given.creator.id);
    expect(view).toMatchObject({ visits: 2, claims: 0, orders: 0 });
  });

  test('a link that is followed without a browser leaves the same click at the hub’s time', async () => {
    const link = await create();
    const first = await visitLink(hub, { slug: link.slug, visitorId: null });
    hub.clock.advance(60_000);
    const visitorId = first?.visitorId ?? '';
    const second = await visitLink(hub, { slug: link.slug, visitorId });
    const rows = await hub.db.click.findMany({ orderBy: { at: 'asc' } });

    const read = [first, second].map((one) => readClick(hub, one?.click ?? ''));
    expect(rows.map(({ id, at }) => [id, at])).toEqual(read.map((one) => [one?.clickId, one?.at]));
    expect(rows.map(({ startsVisit }) => startsVisit)).toEqual([true, false]);
    await pauseLink(hub, { creatorId: given.creator.id, linkId: link.id });
    expect(await visitLink(hub, { slug: link.slug, visitorId })).toBeNull();
  });

  test('touches are the human clicks of a brand up to a moment, earliest first', async () => {
    const { id: linkId, slug } = await makeLink(hub, { contractId: given.contract.id });
    const elsewhere = await aContract(hub);
    const foreign = await makeLink(hub, { contractId: elsewhere.contract.id });
    const visitorId = newSecret();
    await click(hub, { linkId: foreign.id, verdict: 'human', visitorId });
    await click(hub, { linkId, verdict: 'raw', visitorId });
    const byCookie = await click(hub, { linkId, verdict: 'human', visitorId });
    hub.clock.advance(1_000);
    const byId = await click(hub, { linkId, verdict: 'confirmed' });
    const until = hub.clock.now();
    hub.clock.advance(1);
    await click(hub, { linkId, verdict: 'human', visitorId });

    const touches = await listTouches(hub.db, {
      brandId: given.brand.id,
      visitorIds: [visitorId],
      clickIds: [byId.id],
      until,
    });
    expect(touches.map(({ clickId }) => clickId)).toEqual([byCookie.id, byId.id]);
    expect(touches[0]).toMatchObject({ linkSlug: slug, contractId: given.contract.id, visitorId });
  });

  test('a claim makes its human click confirmed, and leaves a raw one alone', async () => {
    const { id: linkId } = await makeLink(hub, { contractId: given.contract.id });
    const human = await click(hub, { linkId, verdict: 'human' });
    const raw = await click(hub, { linkId, verdict: 'raw' });
    for (const { id } of [human, raw]) await promoteClicks(hub.db, { clickIds: [id] });
    const rows = await hub.db.click.findMany({ orderBy: { verdict: 'asc' } });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['confirmed', 'raw']);
  });

  test('the QR code of a link holds its address, and that of no link is not found', async () => {
    const link = await create();
    const app = express().use(linksRoutes(hub));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    try {
      const [svg, png, none, odd] = await Promise.all(
        [link.qrSvgUrl, link.qrPngUrl, '/qr/nobody-here.svg', '/qr/x.gif'].map((path) =>
          fetch(origin + path),
        ),
      );
      expect(svg?.headers.get('content-type')).toContain('image/svg+xml');
      expect(svg?.headers.get('cache-control')).toBe('public, max-age=86400');
      expect(await svg?.text()).toBe(drawQrSvg(link.url));
      expect(await png?.arrayBuffer().then(Buffer.from)).toEqual(drawQrPng(link.url));
      expect([none?.status, odd?.status]).toEqual([404, 404]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

test('a decoder reads from the PNG what was drawn', async () => {
  const text = 'https://drops.example/r/mara-coral42';
  expect(decodeQR(readPng(drawQrPng(text)))).toBe(text);
});

/** Unpacks the one form of PNG that is drawn here. */
function readPng(png: Buffer): { width: number; height: number; data: Uint8Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const size = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + size));
  const stride = 1 + Math.ceil(width / 8);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isWhite = ((rows[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
    data.fill(isWhite * 255, i * 4, i * 4 + 3);
  }
  return { width, height, data };
}

async function aContract(hub: TestHub) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const contractIds = [contract.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 5 });
  return { brand, creator, contract, drop };
}

async function click(
  hub: TestHub,
  given: { linkId: string; verdict: string; visitorId?: string; startsVisit?: boolean },
) {
  const at = hub.clock.now();
  return hub.db.click.create({ data: { id: newId(at), at, ...given } });
}
