import { describe, expect, it, test } from 'vitest';
import { isFarAbove, sample } from './above-baseline.ts';
import {
  type ClaimFact,
  findClaimHoarding,
  findCodeSpikes,
  findCodesWithoutClick,
} from './claim-rules.ts';
import { type ClickFact, findBotBursts, findClickFloods } from './click-rules.ts';
import { findRefundAbuse, findSharedDestinations } from './contract-rules.ts';
import { selfReferralSigns } from './self-referral.ts';

let serial = 0;
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

function click(given: Partial<ClickFact> = {}): ClickFact {
  serial += 1;
  const visitorId = `visitor-${serial}`;
  const usual = { linkId: 'ana-link', contractId: 'ana', networkHash: null, at: 0 };
  return { id: `click-${serial}`, visitorId, ...usual, isConfirmed: true, ...given };
}
function claim(given: Partial<ClaimFact> = {}): ClaimFact {
  serial += 1;
  const customerKey = `visitor:${serial}`;
  const usual = { contractId: 'ana', codeBatchId: null, hasClick: true, heldAt: 0 };
  const state = { isPaid: true, isLapsed: false };
  return { id: `claim-${serial}`, customerKey, ...usual, ...state, ...given };
}

describe('far above the rest of the drop', () => {
  const threshold = { least: 10, ratio: 3, usual: sample(5, 100) };
  test.each([
    // 40 % against 10 %.
    [[40, 100], [20, 200], true],
    // Nine are chance, whatever their share.
    [[9, 10], [2, 200], false],
    // Twice as much is not three times.
    [[40, 100], [40, 200], false],
    // Three times as much, and chance explains it.
    [[10, 60], [5, 90], false],
    // Too small a rest says nothing: then 5 % is usual.
    [[40, 100], [0, 19], true],
    [[12, 100], [0, 19], false],
  ] as const)('%j against %j: %s', ([hits, n], [restHits, restN], expected) => {
    expect(isFarAbove(sample(hits, n), sample(restHits, restN), threshold)).toBe(expected);
  });
});

describe('a stampede of honest viewers', () => {
  // 3,000 clicks and 1,000 claims in the first minute, over one mobile network; a tenth is too late.
  const clicks = many(3000, (at) =>
    click({ at: at * 20, networkHash: 'carrier', isConfirmed: at % 5 !== 0 }),
  );
  const claims = many(1000, (at) =>
    claim({
      heldAt: at * 10,
      codeBatchId: at % 4 === 0 ? 'said-on-air' : null,
      isPaid: at % 10 !== 0,
      isLapsed: at % 10 === 0,
    }),
  );
  const later = many(200, (at) =>
    claim({ heldAt: 3_600_000 + at * 30_000, codeBatchId: at % 4 === 0 ? 'said-on-air' : null }),
  );

  it('raises no flag, paid within ten seconds or not', () => {
    expect(findBotBursts(clicks)).toEqual([]);
    expect(findClickFloods(clicks)).toEqual([]);
    expect(findCodesWithoutClick([...claims, ...later])).toEqual([]);
    expect(findCodeSpikes([...claims, ...later])).toEqual([]);
    expect(findClaimHoarding([...claims, ...later])).toEqual([]);
  });
});

describe('clicks', () => {
  const honest = many(300, (at) => click({ at: at * 12_000, isConfirmed: at % 4 !== 0 }));

  it('of one minute that never land, while the others do, are a burst', () => {
    const bots = many(60, () => click({ at: 7_200_000, isConfirmed: false }));
    const [found, ...more] = findBotBursts([...honest, ...bots]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ rule: 'bot_burst', contractId: 'ana' });
    expect(found?.clickIds).toEqual(bots.map(({ id }) => id));
    expect(found?.sentences).toEqual([
      '60 of 60 (100 %) clicks of one minute never showed the page, against 75 of 300 (25 %) of the other clicks of this drop.',
    ]);
  });

  test.each([29, 30])('%i of them are a burst from 30 on', (count) => {
    const bots = many(count, () => click({ at: 7_200_000, isConfirmed: false }));
    expect(findBotBursts([...honest, ...bots])).toHaveLength(count < 30 ? 0 : 1);
  });

  it('are no burst where nobody lands anywhere: then the page is slow, not the people', () => {
    const slow = many(300, (at) => click({ at: at * 12_000, isConfirmed: at % 5 === 0 }));
    const crowd = many(60, () => click({ at: 7_200_000, isConfirmed: false }));
    expect(findBotBursts([...slow, ...crowd])).toEqual([]);
  });

  test.each([29, 30])(
    '%i in an hour by one browser are a flood from 30 on, and the first counts',
    (count) => {
      const own = many(count, (at) => click({ visitorId: 'mad', at: 7_200_000 + at * 1000 }));
      const found = findClickFloods([...honest, ...own]);
      expect(found).toHaveLength(count < 30 ? 0 : 1);
      if (found[0]) expect(found[0].clickIds).toEqual(own.slice(1).map(({ id }) => id));
    },
  );

  it('of many new browsers over one connection are a flood when they never land', () => {
    const over = (isConfirmed: boolean) =>
      many(80, (at) => click({ networkHash: 'farm', at: 7_200_000 + at * 40_000, isConfirmed }));
    expect(findClickFloods([...honest, ...over(true)])).toEqual([]);
    expect(findClickFloods([...honest, ...over(false)])).toMatchObject([
      { rule: 'click_flood', sentences: [expect.stringContaining('over one connection')] },
    ]);
  });
});

describe('claims', () => {
  const bens = many(100, (at) => claim({ contractId: 'ben', heldAt: at * 60_000 }));
  const byCode = { codeBatchId: 'code', hasClick: false };

  test.each([9, 10])('%i sales by code without a click are flagged from 10 on', (count) => {
    const anas = many(count, () => claim({ ...byCode, heldAt: serial * 600_000 }));
    const found = findCodesWithoutClick([...bens, ...anas]);
    expect(found.map(({ contractId }) => contractId)).toEqual(count < 10 ? [] : ['ana']);
  });

  it('by code without a click are usual where everybody’s are', () => {
    const all = ['ana', 'ben'].flatMap((contractId) =>
      many(50, () => claim({ ...byCode, contractId })),
    );
    expect(findCodesWithoutClick(all)).toEqual([]);
  });

  it('by one batch of codes in ten minutes, far above its share of the rest, are a spike', () => {
    const before = many(100, (at) => claim({ heldAt: at * 30_000, ...(at < 5 ? byCode : {}) }));
    const leaked = many(40, (at) => claim({ ...byCode, heldAt: 6_000_000 + at * 1000 }));
    expect(findCodeSpikes([...before, ...leaked])).toMatchObject([
      { rule: 'code_spike', contractId: 'ana', subject: 'code 10' },
    ]);
    expect(findCodeSpikes([...before, ...leaked.slice(0, 19)])).toEqual([]);
  });

  it('that lapse far more often than through others are hoarding', () => {
    const lapsed = { isPaid: false, isLapsed: true };
    const anas = many(30, (at) => claim(at < 20 ? lapsed : {}));
    expect(findClaimHoarding([...bens, ...anas])).toMatchObject([
      { contractId: 'ana', sentences: [expect.stringContaining('20 of 30 (67 %) holds')] },
    ]);
  });

  test.each([4, 5])(
    '%i lapsed holds of one viewer are hoarding from 5 on, unless one was paid',
    (count) => {
      const own = many(count, () =>
        claim({ customerKey: 'visitor:x', isPaid: false, isLapsed: true }),
      );
      expect(findClaimHoarding([...bens, ...own])).toHaveLength(count < 5 ? 0 : 1);
      const paid = claim({ customerKey: 'visitor:x' });
      expect(findClaimHoarding([...bens, ...own, paid])).toEqual([]);
    },
  );
});

describe('contracts', () => {
  const ben = { contractId: 'ben', orders: 200, refunded: 8 };
  it('whose orders come back far more often than the others’ are flagged', () => {
    const ana = { contractId: 'ana', orders: 40, refunded: 14 };
    expect(findRefundAbuse([ana, ben])).toMatchObject([{ contractId: 'ana' }]);
    expect(findRefundAbuse([{ ...ana, refunded: 4 }, ben])).toEqual([]);
    // A bad article comes back from everybody.
    expect(findRefundAbuse([ana, { ...ben, refunded: 60 }])).toEqual([]);
  });

  it('of two creators who are paid into one account are flagged, each with the other’s name', () => {
    const one = { contractId: 'ana', creatorName: 'Ana', destination: 'bank-1' };
    const two = { contractId: 'ben', creatorName: 'Ben', destination: 'bank-1' };
    const three = { contractId: 'cem', creatorName: 'Cem', destination: 'bank-2' };
    expect(findSharedDestinations([one, two, three])).toEqual([
      { contractId: 'ana', sentences: ['Ana and Ben are paid into the same account.'] },
      { contractId: 'ben', sentences: ['Ben and Ana are paid into the same account.'] },
    ]);
  });
});

describe('a buyer who is the creator', () => {
  const creator = {
    emailKey: 'ana@home.test',
    browsers: new Set(['v-ana']),
    cards: new Set(['c-ana']),
  };
  const buyer = { emailKey: 'bea@home.test', visitorId: 'v-bea', fingerprint: 'c-bea' };
  test.each([
    [{}, []],
    [{ emailKey: 'ana@home.test' }, ['email']],
    [{ visitorId: 'v-ana' }, ['browser']],
    [{ fingerprint: 'c-ana' }, ['card']],
    [{ visitorId: null, fingerprint: null }, []],
    [{ visitorId: 'v-ana', fingerprint: 'c-ana' }, ['browser', 'card']],
  ])('shows by %j: %j', (patch, signs) => {
    expect(selfReferralSigns({ ...buyer, ...patch }, creator)).toEqual(signs);
  });
});
