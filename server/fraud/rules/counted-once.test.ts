import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWords, isFarAbove, sample } from './above-baseline.ts';
import {
  type ClaimFact,
  findClaimHoarding,
  findCodeSpikes,
  findCodesWithoutClick,
} from './claim-rules.ts';
import { type ClickFact, findBotBursts, findClickFloods } from './click-rules.ts';

const WINDOW_MS = 600_000;
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

function claim(at: number, given: Partial<ClaimFact>): ClaimFact {
  const usual = { contractId: 'ana', codeBatchId: null, hasClick: true, heldAt: 0 };
  const state = { isPaid: true, isLapsed: false };
  return { id: `claim-${at}`, customerKey: `visitor:${at}`, ...usual, ...state, ...given };
}
function click(at: number, given: Partial<ClickFact>): ClickFact {
  const usual = { linkId: 'link', contractId: 'ana', networkHash: null, at: 0 };
  return { id: `click-${at}`, visitorId: `visitor-${at}`, ...usual, isConfirmed: true, ...given };
}

/** Each batch and window held against every other claim, one by one. */
function spikesOneByOne(claims: readonly ClaimFact[]) {
  const found = new Map<string, object>();
  for (const { codeBatchId, contractId, heldAt } of claims) {
    const window = Math.floor(heldAt / WINDOW_MS);
    const subject = `${codeBatchId} ${window}`;
    if (codeBatchId === null || found.has(subject)) continue;
    const isIn = (one: ClaimFact) => Math.floor(one.heldAt / WINDOW_MS) === window;
    const byIt = (some: readonly ClaimFact[]) =>
      sample(some.filter((one) => one.codeBatchId === codeBatchId).length, some.length);
    const own = byIt(claims.filter(isIn));
    const rest = byIt(claims.filter((one) => !isIn(one)));
    if (!isFarAbove(own, rest, { least: 20, ratio: 4, usual: sample(10, 100) })) continue;
    const sentence = `${inWords(own)} claims of ten minutes were by one batch of codes, against ${inWords(rest)} in the rest of the drop.`;
    found.set(subject, { rule: 'code_spike', contractId, subject, sentences: [sentence] });
  }
  return [...found.values()];
}

describe('what is counted once for the whole drop', () => {
  it('finds the same spikes as each batch and window held against all other claims', () => {
    const [batch, contractId] = [fc.constantFrom('a', 'b', 'c'), fc.constantFrom('ana', 'ben')];
    const heldAt = fc.integer({ min: 0, max: 5 * WINDOW_MS });
    const usual = fc.record({ contractId, heldAt, codeBatchId: fc.option(batch, { freq: 9 }) });
    const withoutCode = fc.record({ contractId, heldAt });
    const rush = fc
      .tuple(batch, contractId, fc.nat(4), fc.nat(45))
      .map(([codeBatchId, by, window, count]) =>
        many(count, () => ({ codeBatchId, contractId: by, heldAt: window * WINDOW_MS })),
      );
    let spikes = 0;
    fc.assert(
      fc.property(
        ...[fc.array(usual, { maxLength: 40 }), fc.array(withoutCode, { maxLength: 200 })],
        fc.array(rush, { maxLength: 3 }),
        (some, others, rushes) => {
          const claims = [...some, ...others, ...rushes.flat()].map((given, at) =>
            claim(at, given),
          );
          const found = findCodeSpikes(claims);
          spikes += found.length;
          expect(found).toEqual(spikesOneByOne(claims));
        },
      ),
    );
    expect(spikes).toBeGreaterThan(0);
  });

  it.each([
    ['claims by code that are no spike', findCodeSpikes, codesOfManyBatches],
    ['sales of many creators', findCodesWithoutClick, claimsOfManyCreators],
    ['lapses of many creators', findClaimHoarding, claimsOfManyCreators],
    ['bursts of clicks on many links', findBotBursts, burstsOnManyLinks],
    ['floods over many connections', findClickFloods, burstsOnManyLinks],
  ])('reads each of 4,000 %s a few times', (_, find: (facts: never[]) => unknown[], make) => {
    const { facts, readsOf } = counted(make(4000));
    find(facts as never[]);
    expect(readsOf() / 4000).toBeLessThan(60);
  });
});

function codesOfManyBatches(count: number): object[] {
  return many(count, (at) =>
    claim(at, { codeBatchId: `batch-${at % 7}`, heldAt: at * (WINDOW_MS / 100) }),
  );
}

function claimsOfManyCreators(count: number): object[] {
  return many(count, (at) => claim(at, { contractId: `contract-${at % 500}` }));
}

function burstsOnManyLinks(count: number): object[] {
  return many(count, (at) => {
    const n = Math.floor(at / 80);
    return click(at, { linkId: `link-${n}`, networkHash: `network-${n}`, isConfirmed: false });
  });
}

/** The same facts, and how often anything of them was read. */
function counted(facts: object[]) {
  let reads = 0;
  const watched = facts.map(
    (fact) =>
      new Proxy(fact, {
        get(target, name) {
          reads += 1;
          return Reflect.get(target, name);
        },
      }),
  );
  return { facts: watched, readsOf: () => reads };
}
