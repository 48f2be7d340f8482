import { execFileSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LotView } from '../../server/protocol/lines.ts';
import { checkLot, type PublishedLot } from './check-lot.ts';
import { scriptFor } from './check-yourself.tsx';
import { hmacSha256, sha256 } from './sha256.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const seed = '5eed'.repeat(16);
const lotOf = (entry: string) => createHmac('sha256', seed).update(entry).digest('hex');
const entries = Array.from({ length: 700 }, (_, n) => hash(`entry ${n}`).slice(0, 32)).sort(
  (a, b) => (lotOf(a) < lotOf(b) ? -1 : 1),
);
const published: PublishedLot = {
  seed,
  seedHash: hash(seed),
  entriesHash: hash([...entries].sort().join('\n')),
  entries,
};
const FINE = { seedFits: true, entriesFit: true, orderFits: true, firstWrongRank: null };

describe('our own SHA-256', () => {
  it('is that of Node, for messages of every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 150 }), (m, k) => {
        expect(Buffer.from(sha256(m))).toEqual(createHash('sha256').update(m).digest());
        expect(Buffer.from(hmacSha256(k, m))).toEqual(createHmac('sha256', k).update(m).digest());
      }),
    );
    const long = randomBytes(70_000);
    expect(Buffer.from(sha256(long))).toEqual(createHash('sha256').update(long).digest());
  });
});

describe.each(['the browser’s cryptography', 'our own'])('the check of a lot with %s', (which) => {
  afterEach(() => vi.unstubAllGlobals());
  const check = (lot: PublishedLot) => {
    if (which === 'our own') vi.stubGlobal('crypto', {});
    return checkLot(lot);
  };

  it('finds nothing wrong where nothing is', async () => {
    expect(await check(published)).toEqual(FINE);
    const none = { ...published, entries: [], entriesHash: hash('') };
    expect(await check(none)).toEqual(FINE);
  });

  it('notices an entry that was changed', async () => {
    const [first = '', ...rest] = entries;
    const changed = [first.replace(/^./, (digit) => (digit === 'a' ? 'b' : 'a')), ...rest];
    expect(await check({ ...published, entries: changed })).toMatchObject({ entriesFit: false });
  });

  it('notices an entry that is there twice, or missing', async () => {
    const twice = [...entries.slice(0, -1), entries[0] ?? ''];
    const found = await check({ ...published, entries: twice });
    expect(found).toMatchObject({ entriesFit: false, orderFits: false });
    expect(await check({ ...published, entries: entries.slice(1) })).toMatchObject({
      entriesFit: false,
      orderFits: true,
    });
  });

  it('notices two that changed places, and says from which rank on', async () => {
    const [one = '', two = '', ...rest] = entries;
    expect(await check({ ...published, entries: [two, one, ...rest] })).toEqual({
      ...FINE,
      orderFits: false,
      firstWrongRank: 1,
    });
  });

  it('notices another seed than the one that was published', async () => {
    const other = { ...published, seed: 'face'.repeat(16) };
    expect(await check(other)).toMatchObject({ seedFits: false, orderFits: false });
  });
});

describe('the script for checking it oneself', () => {
  it('runs as it is printed, and finds what is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lot-'));
    const lot = { ...published, committedAt: 0, entryCount: 700, drawnAt: 0, winners: 0 };
    writeFileSync(join(folder, 'check.mjs'), scriptFor(lot satisfies LotView));
    const run = (list: string[]) => {
      writeFileSync(join(folder, 'lot.txt'), `${list.join('\n')}\n`);
      return execFileSync(process.execPath, ['check.mjs'], { cwd: folder, encoding: 'utf8' });
    };
    expect(run(entries)).toBe('seed true\nentries true\norder true\n');
    expect(run([...entries].reverse())).toBe('seed true\nentries true\norder false\n');
    rmSync(folder, { recursive: true });
  });
});
