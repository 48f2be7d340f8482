import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { addHost } from './add-host.ts';
import { createLink } from './create-link.ts';
import { linkTargetsOf } from './link-targets.ts';
import { removeHost } from './remove-host.ts';
import { readHostName } from './rules/host-name.ts';
import { shopAddress } from './rules/shop-address.ts';
import { serveRedirect } from './test-harness.ts';
import { type ProofSources, verifyHost } from './verify-host.ts';

const NOTHING: ProofSources = {
  txt: async () => [],
  file: async () => ({ status: 404, body: '' }),
};

describe('the name of a host', () => {
  it.each([
    ['Shop.Example.com', 'shop.example.com'],
    ['https://shop.example.com/sale', 'shop.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['shop.example.com.', 'shop.example.com'],
    ['localhost', null],
    ['127.0.0.1', null],
    ['[::1]', null],
    ['shop.example.com:8443', null],
    ['user@shop.example.com', null],
    ['-shop.example.com', null],
  ])('%s is %s', (typed, host) => {
    expect(readHostName(typed)).toBe(host);
  });
});

describe('the address of a page of the shop', () => {
  it('takes the click and campaign names along and never another host', () => {
    const given = { query: 'utm_source=bio&next=https://evil.test&s=1', signedClick: 'signed' };
    expect(shopAddress('https://shop.example.com/p/1?utm_source=own', given)).toBe(
      'https://shop.example.com/p/1?utm_source=own&s=1&dcc=signed',
    );
  });
});

describe.each(testDatabases())('hosts of a brand on %s', (engine) => {
  let hub: TestHub;
  let shop: Shop;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    shop = await makeShop(hub);
  });
  afterEach(() => close());

  const add = async (host = 'shop.example.com') => {
    const [view] = await addHost(hub, { brandId: shop.brand.id, host });
    if (!view) throw new Error('no host');
    return view;
  };
  const verify = (hostId: string, sources: ProofSources) =>
    verifyHost(hub, { brandId: shop.brand.id, hostId }, sources);
  const link = (destination: string) =>
    createLink(
      hub,
      { id: shop.creator.id, handle: shop.creator.handle },
      { contractId: shop.contract.id, label: 'Shop', destination },
    );

  it('are verified by a TXT record or by a file with the very text, and by nothing else', async () => {
    const { id, proof } = await add();
    expect(await verify(id, NOTHING)).toMatchObject({
      verifiedAt: null,
      problem: expect.stringContaining('answers with 404'),
    });
    const wrong = { ...NOTHING, txt: async () => ['dropcast-site=somebody-else'] };
    expect((await verify(id, wrong)).verifiedAt).toBeNull();
    const elsewhere = {
      ...NOTHING,
      txt: async (name: string) => (name === 'shop.example.com' ? [proof.text] : []),
    };
    expect((await verify(id, elsewhere)).verifiedAt).toBeNull();
    const file = { ...NOTHING, file: async () => ({ status: 200, body: `\n${proof.text}\n` }) };
    expect(await verify(id, file)).toMatchObject({ method: 'file', problem: null });
    const hosts = await addHost(hub, { brandId: shop.brand.id, host: 'www.example.com' });
    const www = hosts.find(({ host }) => host === 'www.example.com');
    const dns = {
      ...NOTHING,
      txt: async (name: string) =>
        name === '_dropcast.www.example.com' ? [www?.proof.text ?? ''] : [],
    };
    expect(await verify(www?.id ?? '', dns)).toMatchObject({ method: 'dns' });
  });

  it('let links lead there once verified, and no longer once removed', async () => {
    await expect(link('https://shop.example.com/p/1')).rejects.toMatchObject({
      code: 'host_not_verified',
    });
    const { id, proof } = await add();
    await expect(link('https://shop.example.com/p/1')).rejects.toMatchObject({
      code: 'host_not_verified',
    });
    await verify(id, { ...NOTHING, txt: async () => [proof.text] });
    for (const evil of [
      'https://evil.example.com/',
      'https://shop.example.com.evil.com/',
      'https://shop.example.com:8443/',
      'https://a@shop.example.com/',
    ]) {
      await expect(link(evil)).rejects.toMatchObject({ code: 'host_not_verified' });
    }
    const made = await link('https://shop.example.com/p/1');
    const server = await serveRedirect(hub, engine);
    try {
      const answer = await server.ask(`/r/${made.slug}?utm_source=bio&next=//evil.test`);
      expect(answer.status).toBe(302);
      expect(answer.headers.location).toMatch(
        /^https:\/\/shop\.example\.com\/p\/1\?utm_source=bio&dcc=[\w.~-]+$/,
      );
      await removeHost(hub, { brandId: shop.brand.id, hostId: id });
      linkTargetsOf(hub).forget(made.slug);
      const after = await server.ask(`/r/${made.slug}`);
      expect(after.headers.location).toMatch(new RegExp(`^/d/${shop.drop.slug}\\?dcc=`));
    } finally {
      await server.close();
    }
  });

  it('are refused when they are no public name, and stay one row when added twice', async () => {
    const refused = addHost(hub, { brandId: shop.brand.id, host: '10.0.0.1' });
    await expect(refused).rejects.toMatchObject({ code: 'host_not_public' });
    const first = await add();
    expect(await add('SHOP.example.com')).toEqual(first);
  });
});
